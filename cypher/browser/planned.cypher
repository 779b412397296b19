// Planned, but not reported signed
// Which memoranda and agreements were announced and not reported signed since?
MATCH p = (article:Article)-[:REPORTS]->(claim:Claim {status: 'planned'})-[:SUBJECT]->(one)
MATCH q = (claim)-[:OBJECT]->(other)
WHERE claim.relation IN ['signed_mou_with', 'signed_agreement_with'] AND claim.rejected IS NULL
  AND NOT EXISTS {
    MATCH (one)-[r:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH]-(other)
    WHERE article.published IS NULL OR r.last_reported >= article.published
  }
RETURN p, q
LIMIT 200
