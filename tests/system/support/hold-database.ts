import Database from "better-sqlite3";
import { databasePath } from "#db/client.ts";

/**
 * Run as a process of its own: holds the database's write lock, as a backup program may, from the line it prints
 * until its input ends, or for the milliseconds given.
 */
const [url = "", forMs] = process.argv.slice(2);
const db = new Database(databasePath(url), { timeout: 5000 });
db.exec("BEGIN IMMEDIATE");
process.stdout.write("held\n");
const letGo = () => {
  db.exec("ROLLBACK");
  process.exit(0);
};
if (forMs) setTimeout(letGo, Number(forMs));
else process.stdin.once("end", letGo).resume();
