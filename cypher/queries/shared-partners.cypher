// Shared partners of two countries
// Who has deals, alliances or assistance with both countries?
// $one: country, e.g. Mali
// $other: country, e.g. Niger
MATCH (:Country {id: $one})-[r:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH]-(partner)-[s:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH]-(:Country {id: $other})
WITH partner, toLower(type(r)) AS with_one, toLower(type(s)) AS with_other
ORDER BY with_one, with_other
RETURN partner.name AS partner, collect(DISTINCT with_one) AS with_one, collect(DISTINCT with_other) AS with_other
ORDER BY partner
