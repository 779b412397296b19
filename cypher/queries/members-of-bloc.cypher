// Members of a bloc on a date
// Who belongs to the bloc on that day, in which standing, and since when?
// $bloc: bloc, e.g. AES
// $day: last-day = today, e.g. 2025-02-01
MATCH (:Bloc {id: $bloc})<-[r:MEMBER_OF]-(member)
WHERE r.role IN ['member', 'suspended']
  AND (r.since_day IS NULL OR r.since_day <= $day)
  AND (r.until_day IS NULL OR $day < r.until_day)
RETURN member.name AS member, r.role AS standing, r.since AS since, r.until AS until,
       coalesce(r.disputed, false) AS disputed, r.origin AS origin, r.sources AS articles, r.id AS edge
ORDER BY member, r.since_day, edge
