// Paths between two countries
// How are the two countries connected by what articles report, in the fewest steps (four at most)?
// $one: country, e.g. MLI
// $other: country, e.g. CHN
MATCH (one:Country {id: $one})
MATCH (other:Country {id: $other})
MATCH p = allShortestPaths((one)-[:MEMBER_OF|SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH|MET_WITH|HOLDS_OFFICE*..4]-(other))
WHERE all(r IN relationships(p) WHERE r.origin <> 'reference')
RETURN p
LIMIT 50
