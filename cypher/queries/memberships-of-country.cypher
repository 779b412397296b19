// Memberships of a country over time
// Which blocs did the country join, leave, apply to, or was it suspended from, and when?
// $country: country, e.g. Mali
MATCH (:Country {id: $country})-[r:MEMBER_OF|APPLIED_TO|SUSPENDED_FROM|WITHDREW_FROM|FOUNDED]->(bloc:Bloc)
RETURN bloc.name AS bloc, toLower(type(r)) AS relation, r.role AS role, r.since AS since, r.until AS until,
       r.origin AS origin, r.sources AS articles, r.id AS edge
ORDER BY bloc, r.since_day, relation, edge
