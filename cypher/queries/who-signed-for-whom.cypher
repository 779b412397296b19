// Who signed for whom
// Which ministers signed memoranda and agreements of the country, on whose behalf, and where does it stand?
// $country: country, e.g. Mali
MATCH (:Country {id: $country})<-[:SUBJECT|OBJECT]-(claim:Claim)-[:VIA]->(named:Minister)
WHERE claim.edge IS NOT NULL AND claim.relation IN ['signed_mou_with', 'signed_agreement_with']
MATCH (signer:Minister)
WHERE signer.id = coalesce(named['same_as'], named.id)
MATCH (claim)-[:SUBJECT]->(one)
MATCH (claim)-[:OBJECT]->(other)
MATCH (article:Article)-[:REPORTS]->(claim)
OPTIONAL MATCH (signer)-[office:HOLDS_OFFICE]->(party)
WHERE party.id IN [one.id, other.id]
WITH signer, one, other, claim, article, party, office.role AS role
ORDER BY party.name, role
WITH signer, one, other, claim, article,
     collect(DISTINCT party.name) AS signed_for, collect(DISTINCT role) AS offices
RETURN signer.name AS signer, signed_for, offices, one.name AS one, claim.relation AS relation,
       other.name AS other, claim.date AS date, article.title AS article, claim.id AS claim
ORDER BY signer, date, one, other, claim
