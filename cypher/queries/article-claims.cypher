// title: What an article says
// question: Which claims were read out of the article, and from which sentences?
// param article: article, e.g. https://example.org/news/1
MATCH (:Article {id: $article})-[:REPORTS]->(claim:Claim)-[:SUBJECT]->(one)
OPTIONAL MATCH (claim)-[:OBJECT]->(other)
RETURN one.name AS one, claim.relation AS relation, other.name AS other, claim.status AS status,
       claim.certainty AS certainty, claim.date AS date, claim.quotes AS quotes, claim.rule AS rule,
       claim.id AS claim
ORDER BY claim.starts[0], relation, one, other, status, claim
