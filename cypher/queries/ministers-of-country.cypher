// Ministers of a country over time
// Who held which office of the country, from when to when?
// $country: country, e.g. Mali
MATCH (:Country {id: $country})<-[r:HOLDS_OFFICE]-(minister:Minister)
RETURN minister.name AS minister, r.role AS office, r.since AS since, r.until AS until,
       r.first_reported AS first_reported, r.last_reported AS last_reported, r.origin AS origin,
       r.sources AS articles, r.id AS edge
ORDER BY office, coalesce(r.since_day, r.first_reported), minister, edge
