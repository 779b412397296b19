// Members of a bloc on a date
// Who belongs to the bloc on that day?
// $bloc: bloc, e.g. AES
// $day: last-day = today, e.g. 2025-02-01
MATCH p = (:Bloc {id: $bloc})<-[r:MEMBER_OF]-()
WHERE r.role IN ['member', 'suspended']
  AND (r.since_day IS NULL OR r.since_day <= $day)
  AND (r.until_day IS NULL OR $day < r.until_day)
RETURN p
