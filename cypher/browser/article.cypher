// What an article says
// Which claims were read out of the article, about whom?
// $article: article, e.g. https://example.org/news/1
MATCH p = (:Article {id: $article})-[:REPORTS]->(:Claim)-[:SUBJECT|OBJECT|VIA]->()
RETURN p
