// Contradictions
// Where do articles deny what others assert, or say otherwise than the reference facts?
// $actor: actor = any, e.g. Mali
CALL () {
  MATCH (denial:Claim {status: 'denied'})
  MATCH (claim:Claim {key: denial.key})
  WHERE claim.status = 'asserted' AND claim.rejected IS NULL AND denial.rejected IS NULL
    AND coalesce(claim.role, '') = coalesce(denial.role, '')
  MATCH (article:Article)-[:REPORTS]->(denial)
  RETURN claim, 'denied in ' + article.title AS contradicted_by, denial.quotes[0] AS by_quote, denial.id AS by_claim
  UNION
  MATCH (claim:Claim)
  WHERE claim.contradicts IS NOT NULL AND claim.rejected IS NULL
  RETURN claim, claim.contradicts AS contradicted_by, null AS by_quote, null AS by_claim
}
MATCH (article:Article)-[:REPORTS]->(claim)
MATCH (claim)-[:SUBJECT]->(one)
MATCH (claim)-[:OBJECT]->(other)
WHERE $actor IS NULL OR $actor IN [one.id, other.id]
RETURN one.name AS one, claim.relation AS relation, other.name AS other, claim.date AS date,
       claim.quotes[0] AS quote, article.title AS article, article.published AS published,
       contradicted_by, by_quote, claim.id AS claim, by_claim
ORDER BY one, relation, other, published, claim, by_claim
