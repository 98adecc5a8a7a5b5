import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import Database from "better-sqlite3";

/** The least a service of notifications can be: a bare server that commits one INSERT each, with our own pragmas. */
const [file = ""] = process.argv.slice(2);
const client = new Database(file, { timeout: 5000 });
for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -32000"])
  client.pragma(pragma);
client.exec("CREATE TABLE notifications (id INTEGER PRIMARY KEY, request TEXT, at INTEGER)");
const insert = client.prepare("INSERT INTO notifications (request, at) VALUES (?, ?)");

const server = createServer(async (request, response) => {
  const body = await json(request);
  const { lastInsertRowid } = insert.run(JSON.stringify(body), Date.now());
  response.writeHead(201, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ id: String(lastInsertRowid), status: "queued" }));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening at http://127.0.0.1:${typeof address === "object" ? address?.port : ""}\n`);
});
