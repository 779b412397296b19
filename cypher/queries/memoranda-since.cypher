// Memoranda since a date
// Which memoranda of understanding were signed since that day, as articles tell?
// $since: first-day, e.g. 2024-01
MATCH (one:Country|Bloc)-[r:SIGNED_MOU_WITH]->(other)
MATCH (article:Article)-[:REPORTS]->(claim:Claim {edge: r.id})
WHERE coalesce(claim.date >= left($since, size(claim.date)), article.published >= $since)
RETURN one.name AS one, other.name AS other, claim.date AS signed, min(article.published) AS first_reported,
       count(DISTINCT article.id) AS articles, r.id AS edge
ORDER BY coalesce(signed, first_reported), one, other, edge
