// Evidence of an edge
// Which sentences of which articles stand behind the edge?
// $edge: edge, e.g. 0123456789abcdef (the last column of other queries)
MATCH (claim:Claim {edge: $edge})<-[:REPORTS]-(article:Article)
MATCH (claim)-[:SUBJECT]->(one)
MATCH (claim)-[:OBJECT]->(other)
RETURN one.name AS one, claim.relation AS relation, other.name AS other, claim.date AS date,
       claim.quotes AS quotes, claim.attribution AS attribution, claim.confidence AS confidence,
       article.title AS article, article.source AS source, article.published AS published, article.url AS url
ORDER BY published, source, article, quotes[0], claim.id
