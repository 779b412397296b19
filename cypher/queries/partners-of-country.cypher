// Partners of a country by relation
// With whom does the country have deals, alliances, assistance or meetings, and on which side is it?
// $country: country, e.g. Mali
MATCH (c:Country {id: $country})-[r:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH|MET_WITH]-(partner)
RETURN toLower(type(r)) AS relation,
       CASE
         WHEN NOT type(r) IN ['OFFERS_ASSISTANCE_TO', 'PROVIDES_ASSISTANCE_TO'] THEN 'both'
         WHEN startNode(r).id = c.id THEN 'gives'
         ELSE 'receives'
       END AS side,
       partner.name AS partner, r.since AS since, r.until AS until, r.sources AS articles,
       r.last_reported AS last_reported, r.id AS edge
ORDER BY relation, side, partner, r.since_day, edge
