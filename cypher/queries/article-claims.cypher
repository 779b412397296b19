// What an article says
// Which claims were read out of the article, and from which sentences?
// $article: article, e.g. https://example.org/news/1
MATCH (:Article {id: $article})-[:REPORTS]->(c:Claim)-[:SUBJECT]->(one)
OPTIONAL MATCH (c)-[:OBJECT]->(other)
RETURN one.name AS one, c.relation AS relation, other.name AS other, c.status AS status,
       c.certainty AS certainty, c.date AS date, c.quotes AS quotes, c.rule AS rule,
       coalesce(c.rejected, false) AS rejected, c.id AS claim
ORDER BY c.starts[0], relation, one, other, status, claim
