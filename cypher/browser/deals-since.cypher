// Deals since a date
// Which memoranda, agreements, alliances and assistance were reported since that day?
// $since: first-day, e.g. 2024-07-01
MATCH p = (:Country|Bloc)-[r:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH]->()
WHERE r.last_reported >= $since
RETURN p
LIMIT 500
