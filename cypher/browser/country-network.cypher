// The network of a country
// With whom does the country have deals, alliances, assistance or meetings?
// $country: country, e.g. MLI
MATCH p = (:Country {id: $country})-[:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH|MET_WITH]-()
RETURN p
LIMIT 300
