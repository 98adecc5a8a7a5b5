import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openDatabase } from "#db/client.ts";
import { settings } from "#db/schema/system.ts";
import { testDatabase } from "#tests/support/test-database.ts";
import { commitTogether } from "./commit-together.ts";

test("writes of one turn share a commit, and one that fails undoes itself alone", async () => {
  const { db, url } = await testDatabase();
  const other = openDatabase(url);
  const seenBeside: number[] = [];
  const add = (name: string) =>
    commitTogether(db, () => {
      db.insert(settings).values({ name, value: 1 }).run();
      if (name === "bad") throw new Error("refused");
      seenBeside.push(other.select().from(settings).all().length);
      return name;
    });
  const results = await Promise.allSettled(["a", "bad", "b", "a"].map(add));
  const told = results.map((one) => (one.status === "fulfilled" ? one.value : "refused"));
  expect(told).toEqual(["a", "refused", "b", "refused"]);
  const names = other.select({ name: settings.name }).from(settings).all();
  expect(names.map(({ name }) => name).sort()).toEqual(["a", "b"]);
  // Another connection saw nothing until all were done: it was one commit.
  expect(seenBeside).toEqual([0, 0]);
  other.$client.close();
});

test("more than fit into one transaction are all stored, in their order", async () => {
  const { db } = await testDatabase();
  const order: number[] = [];
  const numbers = Array.from({ length: 600 }, (_, index) => index);
  const add = (index: number) =>
    commitTogether(db, () => {
      order.push(index);
      db.insert(settings)
        .values({ name: `n${index}`, value: index })
        .run();
      return index;
    });
  expect(await Promise.all(numbers.map(add))).toEqual(numbers);
  expect(order).toEqual(numbers);
  expect(await db.$count(settings)).toBe(600);
});

test("where the transaction as a whole cannot be, everybody hears of it, and the next may try again", async () => {
  const { db, url } = await testDatabase();
  db.$client.pragma("busy_timeout = 1");
  const other = openDatabase(url);
  other.$client.exec("BEGIN IMMEDIATE");
  const add = (name: string) =>
    commitTogether(db, () => db.insert(settings).values({ name, value: 1 }).run().changes);
  const refused = await Promise.allSettled([add("a"), add("b")]);
  expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  other.$client.exec("ROLLBACK");
  other.$client.close();
  expect(await add("a")).toBe(1);
  expect(db.select().from(settings).where(eq(settings.name, "b")).all()).toEqual([]);
});
