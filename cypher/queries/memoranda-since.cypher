// Memoranda since a date
// Which memoranda of understanding were signed since that day, as articles tell?
// $since: first-day, e.g. 2024-01
MATCH (article:Article)-[:REPORTS]->(claim:Claim)
WHERE claim.relation = 'signed_mou_with' AND claim.edge IS NOT NULL
  AND coalesce(claim.date >= left($since, size(claim.date)), article.published >= $since)
MATCH (claim)-[:SUBJECT]->(a)
MATCH (claim)-[:OBJECT]->(b)
WITH article, claim, CASE WHEN a.id < b.id THEN [a.name, b.name] ELSE [b.name, a.name] END AS parties
RETURN parties[0] AS one, parties[1] AS other, claim.date AS signed, min(article.published) AS first_reported,
       count(DISTINCT article.id) AS articles, claim.edge AS edge
ORDER BY coalesce(signed, first_reported), one, other, edge
