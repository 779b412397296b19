// Ministers of a country
// Who holds or held which office, and what did they sign?
// $country: country, e.g. MLI
MATCH holding = (:Country {id: $country})<-[:HOLDS_OFFICE]-(minister:Minister)
OPTIONAL MATCH signing = (minister)<-[:VIA]-(:Claim)-[:SUBJECT|OBJECT]->()
RETURN holding, signing
