// Most connected
// Which countries and blocs have most partners in deals, alliances, assistance and meetings?
// $relation: relation = any, e.g. signed_mou_with
// $number: number = 20, e.g. 10
MATCH (actor:Country|Bloc)-[r:SIGNED_MOU_WITH|SIGNED_AGREEMENT_WITH|OFFERS_ASSISTANCE_TO|PROVIDES_ASSISTANCE_TO|ALLIED_WITH|MET_WITH]-(partner)
WHERE $relation IS NULL OR type(r) = toUpper($relation)
RETURN actor.name AS actor, count(DISTINCT partner.id) AS partners, count(r) AS edges,
       sum(r.sources) AS articles
ORDER BY partners DESC, edges DESC, articles DESC, actor
LIMIT $number
