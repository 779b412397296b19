// Neo4j's own checker over statements: reads {schema, statements} as JSON, writes what it found, by name.
// The schema's parameters are those of each statement alone, so that one with a wrong name is found.
const { lintCypherQuery } = require(process.argv[2]);
const { schema, statements } = JSON.parse(require("fs").readFileSync(0, "utf8"));

const found = {};
for (const { name, statement, parameters } of statements) {
  const known = { ...schema, parameters: Object.fromEntries(parameters.map((p) => [p, ""])) };
  found[name] = lintCypherQuery(statement, known).diagnostics.map(
    ({ message, range }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`,
  );
}
process.stdout.write(JSON.stringify(found));
