// Blocs that two countries share
// In which blocs are both countries on that day, with any standing?
// $one: country, e.g. MLI
// $other: country, e.g. NER
// $day: last-day = today, e.g. 2025-02-01
MATCH p = (:Country {id: $one})-[r:MEMBER_OF]->(:Bloc)<-[s:MEMBER_OF]-(:Country {id: $other})
WHERE all(held IN [r, s]
          WHERE (held.since_day IS NULL OR held.since_day <= $day)
            AND (held.until_day IS NULL OR $day < held.until_day))
RETURN p
