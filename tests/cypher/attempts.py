"""Statements that try to write, to read files or to administer the server."""

REFUSED = r"""
CREATE (n)
create (n)
MERGE (n:Country {id: 'XXX'})
MATCH (n) SET n.name = 'x'
MATCH (n) REMOVE n.name
MATCH (n) DELETE n
MATCH (n) DETACH DELETE n
MATCH (n) NODETACH DELETE n
MATCH (n) INSERT (m)
MATCH (n) FOREACH (x IN [1] | SET n.x = x)
MATCH (n) CALL (n) { SET n.x = 1 } RETURN n
MATCH (n) CALL { WITH n CREATE (m) RETURN m } RETURN m
MATCH (n) CALL { WITH n MATCH (m) RETURN m } IN TRANSACTIONS RETURN m
MATCH (n) CALL (n) { RETURN 1 AS x } IN 3 CONCURRENT TRANSACTIONS RETURN x
EXPLAIN CREATE (n)
PROFILE CREATE (n)
LOAD CSV FROM 'file://SECRET' AS line RETURN line
load csv from 'file://SECRET' as line return line
LoAd CsV FROM 'file://SECRET' AS line RETURN line
LOAD CSV WITH HEADERS FROM 'https://example.org/x.csv' AS line RETURN line
MATCH (n) LOAD CSV FROM 'file://SECRET' AS line RETURN line
WITH 1 AS x LOAD CSV FROM 'file://SECRET' AS line RETURN line
CALL () { LOAD CSV FROM 'file://SECRET' AS line RETURN line } RETURN line
CALL (*) { LOAD CSV FROM 'file://SECRET' AS line RETURN line } RETURN line
EXPLAIN LOAD CSV FROM 'file://SECRET' AS line RETURN line
PROFILE LOAD CSV FROM 'file://SECRET' AS line RETURN line
RETURN EXISTS { LOAD CSV FROM 'file://SECRET' AS line RETURN line }
RETURN COLLECT { LOAD CSV FROM 'file://SECRET' AS line RETURN line }
RETURN 1 AS a UNION LOAD CSV FROM 'file://SECRET' AS a RETURN a
RETURN 1.LOAD CSV FROM 'file://SECRET' AS line RETURN line
RETURN 1LOAD CSV FROM 'file://SECRET' AS line RETURN line
RETURN 1e5.LOAD CSV FROM 'file://SECRET' AS line RETURN line
RETURN x.LOAD CSV FROM 'file://SECRET' AS line RETURN line
LOAD/**/CSV FROM 'file://SECRET' AS line RETURN line
/* harmless */ LOAD /* MATCH */ CSV FROM 'file://SECRET' AS line RETURN line
LOAD\u0020CSV FROM 'file://SECRET' AS line RETURN line
\u004cOAD CSV FROM 'file://SECRET' AS line RETURN line
L\u004fAD CSV FROM 'file://SECRET' AS line RETURN line
RETURN '\u0027 LOAD CSV FROM "file://SECRET" AS line RETURN line //'
RETURN "\u0022 LOAD CSV FROM 'file://SECRET' AS line RETURN line //"
RETURN 1 AS `\u0060 LOAD CSV FROM 'file://SECRET' AS line RETURN line //`
RETURN '\\u0027 LOAD CSV FROM "file://SECRET" AS line RETURN line //'
RETURN 'a\q'
USING PERIODIC COMMIT 500 LOAD CSV FROM 'file://SECRET' AS line CREATE (n)
USING PERIODIC COMMIT LOAD CSV FROM 'file://SECRET' AS line RETURN line
USE system SHOW USERS
USE neo4j MATCH (n) RETURN n
CALL { USE other MATCH (n) RETURN n } RETURN n
SHOW USERS
SHOW SETTINGS
SHOW DATABASES
SHOW TRANSACTIONS
EXPLAIN SHOW USERS
CYPHER 5 SHOW USERS
CYPHER runtime=parallel MATCH (n) RETURN n
TERMINATE TRANSACTIONS 'x'
CREATE USER eve SET PASSWORD 'password'
ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'
DROP DATABASE neo4j
DROP INDEX article_text
CREATE INDEX x FOR (n:Country) ON (n.name)
CREATE CONSTRAINT x FOR (n:Country) REQUIRE n.name IS UNIQUE
GRANT ROLE admin TO eve
START DATABASE neo4j
STOP DATABASE neo4j
CALL dbms.listConfig()
CALL dbms.killConnections([])
CALL dbms.security.createUser('eve', 'x')
CALL db.createLabel('X')
CALL db.clearQueryCaches()
CALL tx.setMetaData({})
CALL apoc.load.json('file://SECRET') YIELD value RETURN value
CALL apoc.load.csv('file://SECRET') YIELD map RETURN map
CALL apoc.load.jdbc('jdbc:…', 'x')
CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})
CALL apoc.cypher.doIt('CREATE (n)', {})
CALL `apoc`.`load`.`json`('file://SECRET')
CALL `apoc.load.json`('file://SECRET')
CALL apoc . load . json ('file://SECRET')
CALL apoc/**/.load/**/.json('file://SECRET')
CALL APOC.LOAD.JSON('file://SECRET')
MATCH (n) CALL apoc.load.json('file://SECRET') YIELD value RETURN value
OPTIONAL CALL apoc.load.json('file://SECRET') YIELD value RETURN value
CALL db.labels() YIELD label CALL apoc.load.json('file://SECRET') YIELD value RETURN value
CALL db.labels.x()
CALL load.csv('file://SECRET')
CALL import.csv('file://SECRET')
CALL sql('CREATE VERTEX TYPE X')
RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV FROM "file://SECRET" AS l RETURN l', {})
RETURN `apoc`.cypher.`runFirstColumnSingle`('x', {})
RETURN 1.apoc.load.json('file://SECRET')
MATCH (n) RETURN n; CREATE (n)
MATCH (n) RETURN n; MATCH (m) RETURN m
RETURN 'open
RETURN "open
RETURN `open
RETURN 1 /* open
MATCH (n) RETURN n AS load
RETURN 1 \
ſET
MATCH (n) ſET n.x = 1
MATCH (n) RETURN naïve
BEGIN
COMMIT
:play movies
;
{}
""".strip("\n").splitlines()
