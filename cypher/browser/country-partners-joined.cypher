// The network of a country and among its partners
// With whom does the country have deals, alliances or assistance, and what do these have with each other?
// $country: country, e.g. MLI
MATCH (c:Country {id: $country})-[:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH]-(partner)
WITH c, collect(DISTINCT partner) AS partners
UNWIND [c] + partners AS one
MATCH p = (one)-[:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH]->(other)
WHERE other IN partners OR other = c
RETURN p
LIMIT 500
