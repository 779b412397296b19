// Planned, but not reported signed
// Which memoranda and agreements were announced and not reported signed since?
// $country: country = any, e.g. Niger
MATCH (article:Article)-[:REPORTS]->(claim:Claim)
WHERE claim.status = 'planned' AND claim.rejected IS NULL
  AND claim.relation IN ['signed_mou_with', 'signed_agreement_with']
MATCH (claim)-[:SUBJECT]->(one)
MATCH (claim)-[:OBJECT]->(other)
WHERE ($country IS NULL OR $country IN [one.id, other.id])
  AND NOT EXISTS {
    MATCH (one)-[r:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH]-(other)
    WHERE article.published IS NULL OR r.last_reported >= article.published
  }
RETURN one.name AS one, claim.relation AS relation, other.name AS other, claim.date AS planned_for,
       claim.certainty AS certainty, claim.quotes[0] AS quote, article.title AS article,
       article.published AS published, claim.id AS claim
ORDER BY published, one, other, claim
