// Edges that rest on one independent source
// Which edges does only one story report, so that they want a second look?
// $country: country = any, e.g. Mali
MATCH (one:Country|Bloc|Minister)-[r:MEMBER_OF|SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH|MET_WITH|APPLIED_TO|WITHDREW_FROM|SUSPENDED_FROM|FOUNDED|HOLDS_OFFICE]->(other)
WHERE r.origin = 'articles' AND r.independent_sources = 1
  AND ($country IS NULL OR $country IN [one.id, other.id])
RETURN one.name AS one, toLower(type(r)) AS relation, other.name AS other, r.role AS role, r.since AS since,
       r.sources AS articles, r.confidence AS confidence, r.last_reported AS last_reported, r.id AS edge
ORDER BY relation, one, other, r.since_day, edge
