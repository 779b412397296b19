// What changed since a date
// Which edges were first reported, reported again, began or ended since that day?
// $since: first-day, e.g. 2024-07
// $country: country = any, e.g. Mali
MATCH (one:Country|Bloc|Minister)-[r:MEMBER_OF|SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH|MET_WITH|APPLIED_TO|WITHDREW_FROM|SUSPENDED_FROM|FOUNDED|HOLDS_OFFICE]->(other)
WHERE $country IS NULL OR $country IN [one.id, other.id]
WITH one, r, other, [change IN [
  CASE WHEN r.since_day >= $since THEN 'began' END,
  CASE WHEN r.until_day >= $since THEN 'ended' END,
  CASE WHEN r.first_reported >= $since THEN 'first reported' END,
  CASE WHEN r.first_reported < $since AND r.last_reported >= $since THEN 'reported again' END
] WHERE change IS NOT NULL] AS changes
WHERE size(changes) > 0
RETURN one.name AS one, toLower(type(r)) AS relation, other.name AS other, r.role AS role, changes,
       r.since AS since, r.until AS until, r.first_reported AS first_reported,
       r.last_reported AS last_reported, r.origin AS origin, r.id AS edge
ORDER BY coalesce(r.last_reported, r.since_day), relation, one, other, edge
