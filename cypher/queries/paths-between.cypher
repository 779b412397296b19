// Paths between two actors
// How are the two connected by what articles report, in the fewest steps (four at most)?
// $one: actor, e.g. Mali
// $other: actor, e.g. China
CALL () {
  MATCH (n:Country {id: $one}) RETURN n AS one
  UNION
  MATCH (n:Bloc {id: $one}) RETURN n AS one
  UNION
  MATCH (n:Minister {id: $one}) RETURN n AS one
}
CALL () {
  MATCH (n:Country {id: $other}) RETURN n AS other
  UNION
  MATCH (n:Bloc {id: $other}) RETURN n AS other
  UNION
  MATCH (n:Minister {id: $other}) RETURN n AS other
}
MATCH p = allShortestPaths((one)-[:MEMBER_OF|SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH|MET_WITH|APPLIED_TO|WITHDREW_FROM|SUSPENDED_FROM|FOUNDED|HOLDS_OFFICE*..4]-(other))
WHERE all(r IN relationships(p) WHERE r.origin <> 'reference')
RETURN length(p) AS steps, [n IN nodes(p) | n.name] AS actors,
       [r IN relationships(p) | toLower(type(r))] AS relations, [r IN relationships(p) | r.id] AS edges
ORDER BY steps, actors, relations, edges
LIMIT 50
