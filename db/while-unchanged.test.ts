import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closeDatabase, type Db, openDatabase, transaction } from "./client.ts";
import { whileUnchanged } from "./while-unchanged.ts";

let folder: string;
let db: Db;
let other: Db;
let reads: number;

const nameOf = whileUnchanged((from, key) => {
  reads += 1;
  return from.$client.prepare<[string], { name: string }>("SELECT name FROM people WHERE id = ?").get(key)
    ?.name;
});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "parlour-unchanged-"));
  const url = `file:${path.join(folder, "parlour.db")}`;
  db = openDatabase(url);
  db.$client.exec(
    "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT); INSERT INTO people VALUES ('a', 'Ann')",
  );
  other = openDatabase(url);
  reads = 0;
});

afterEach(() => {
  closeDatabase(db);
  closeDatabase(other);
  rmSync(folder, { recursive: true, force: true });
});

const rename = (through: Db, name: string) =>
  through.$client.prepare("UPDATE people SET name = ? WHERE id = 'a'").run(name);

test("an answer is read once while nothing changes, for each key", () => {
  expect([nameOf(db, "a"), nameOf(db, "a"), nameOf(db, "a")]).toEqual(["Ann", "Ann", "Ann"]);
  expect(reads).toBe(1);
  expect(nameOf(db, "b")).toBeUndefined();
  expect(nameOf(db, "a")).toBe("Ann");
  expect(reads).toBe(2);
});

test("our own change and another process's are seen at once", () => {
  expect(nameOf(db, "a")).toBe("Ann");
  rename(db, "Bea");
  expect(nameOf(db, "a")).toBe("Bea");
  rename(other, "Cleo");
  expect(nameOf(db, "a")).toBe("Cleo");
  expect(nameOf(other, "a")).toBe("Cleo");
  other.$client.exec("DELETE FROM people");
  expect(nameOf(db, "a")).toBeUndefined();
});

test("what a trigger changed is seen", () => {
  db.$client.exec(`CREATE TABLE wishes (name TEXT);
    CREATE TRIGGER renamed AFTER INSERT ON wishes BEGIN UPDATE people SET name = NEW.name; END`);
  expect(nameOf(db, "a")).toBe("Ann");
  db.$client.prepare("INSERT INTO wishes VALUES ('Dora')").run();
  expect(nameOf(db, "a")).toBe("Dora");
});

test("what was read in a transaction that was rolled back is not kept", () => {
  const undone = () =>
    transaction(db, () => {
      rename(db, "Eve");
      expect(nameOf(db, "a")).toBe("Eve");
      throw new Error("no");
    });
  expect(nameOf(db, "a")).toBe("Ann");
  expect(undone).toThrow("no");
  expect(nameOf(db, "a")).toBe("Ann");
});

test("another's change that is not committed yet is not seen, then is", () => {
  expect(nameOf(db, "a")).toBe("Ann");
  transaction(other, () => {
    rename(other, "Fay");
    expect(nameOf(db, "a")).toBe("Ann");
  });
  expect(nameOf(db, "a")).toBe("Fay");
});

test("only so many answers are kept", () => {
  const add = db.$client.prepare("INSERT INTO people VALUES (?, ?)");
  for (let index = 0; index < 600; index++) add.run(`one-${index}`, `One ${index}`);
  for (let index = 0; index < 1200; index++)
    expect(nameOf(db, `one-${index % 600}`)).toBe(`One ${index % 600}`);
  expect(reads).toBe(1200);
});
