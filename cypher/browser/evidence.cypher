// The evidence of an edge
// Which articles say so, in which claims, about whom?
// $edge: edge, e.g. 0123456789abcdef (the id that a click on the edge shows)
MATCH p = (:Article)-[:REPORTS]->(:Claim {edge: $edge})-[:SUBJECT|OBJECT|VIA]->()
RETURN p
