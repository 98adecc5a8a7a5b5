import { describe, expect, test } from "vitest";
import type { ActorName } from "#tests/support/test-actors.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { changeCustomer } from "./change-customer.ts";
import { createCustomer } from "./create-customer.ts";
import { listCustomers } from "./list-customers.ts";

const people = [
  { name: "Nora Weiß", email: "nora@example.org", phone: "+43 660 1234567", tags: ["Fine line", "Ärmel"] },
  { name: "Zoë Norden", email: "zoe@example.org", phone: "0699/7654321" },
  { name: "Jonas Gruber", email: "jonas@nord.example", tags: ["Sleeve"] },
  { name: "Søren Kjær", phone: "1450" },
  { name: "100% Real_Name", email: "real@example.org" },
  { name: "נועה לוי" },
  { name: "👩‍🎨 Ana" },
];

async function studioOfPeople(): Promise<TestStudio> {
  const studio = await openStudio();
  for (const person of people) await createCustomer(studio.ctx("staff"), person);
  return studio;
}

const names = async (studio: TestStudio, input: { q?: string; tag?: string }, actor: ActorName = "staff") =>
  (await listCustomers(studio.ctx(actor), input)).customers.map(({ name }) => name);

describe("what somebody types", () => {
  test.each<[string, string[]]>([
    ["weiss", ["Nora Weiß"]],
    ["WEIẞ", ["Nora Weiß"]],
    ["zoe", ["Zoë Norden"]],
    ["soren kjaer", ["Søren Kjær"]],
    // A name that begins with it, then one with a word that does, then whatever else has it.
    ["nor", ["Nora Weiß", "Zoë Norden", "Jonas Gruber"]],
    ["nora ärm", ["Nora Weiß"]],
    ["weiß nora", ["Nora Weiß"]],
    ["nora gruber", []],
    ["@example.org", ["100% Real_Name", "Nora Weiß", "Zoë Norden"]],
    ["sleeve", ["Jonas Gruber"]],
    ["%", ["100% Real_Name"]],
    ["l_n", ["100% Real_Name"]],
    ["_", ["100% Real_Name"]],
    ["'; --", []],
    ["0660 1234567", ["Nora Weiß"]],
    ["0660/123", ["Nora Weiß"]],
    ["+43660", ["Nora Weiß"]],
    ["660 12 34", ["Nora Weiß"]],
    ["0043 699 7654321", ["Zoë Norden"]],
    ["+43 (0)699 765 43 21", ["Zoë Norden"]],
    ["nora 0660", ["Nora Weiß"]],
    ["1450", ["Søren Kjær"]],
    ["לוי", ["נועה לוי"]],
    ["👩‍🎨", ["👩‍🎨 Ana"]],
    ["\u0000\ud83d", []],
  ])("%j", async (q, found) => {
    expect(await names(await studioOfPeople(), { q })).toEqual(found);
  });

  test("nothing, or white space, lists all by name", async () => {
    const studio = await studioOfPeople();
    const all = ["100% Real_Name", "Jonas Gruber", "Nora Weiß", "Søren Kjær", "Zoë Norden"];
    expect((await names(studio, {})).slice(0, 5)).toEqual(all);
    expect(await names(studio, { q: " \t\u0301" })).toHaveLength(people.length);
    expect((await listCustomers(studio.ctx("staff"), {})).total).toBe(people.length);
  });

  test("may be 200 kB and is cut off", async () => {
    const studio = await studioOfPeople();
    expect(await names(studio, { q: "nora ".repeat(40_000) })).toEqual(["Nora Weiß"]);
  });

  test("finds what was changed, not what was before", async () => {
    const studio = await studioOfPeople();
    const [nora] = (await listCustomers(studio.ctx("staff"), { q: "nora" })).customers;
    await changeCustomer(studio.ctx("staff"), nora?.id ?? "", { name: "Ida", tags: ["Blume"], phone: "" });
    expect(await names(studio, { q: "nora w" })).toEqual([]);
    expect(await names(studio, { q: "ärmel" })).toEqual([]);
    expect(await names(studio, { q: "0660 1234567" })).toEqual([]);
    expect(await names(studio, { q: "blume ida" })).toEqual(["Ida"]);
  });
});

test("a tag narrows, whatever its case", async () => {
  const studio = await studioOfPeople();
  expect(await names(studio, { tag: "ÄRMEL" })).toEqual(["Nora Weiß"]);
  expect(await names(studio, { tag: "Ärm" })).toEqual([]);
  expect(await names(studio, { tag: "Sleeve", q: "nora" })).toEqual([]);
});

test("an artist sees their own, in lists and totals too", async () => {
  const studio = await studioOfPeople();
  await studio.request({ artistId: "mara" });
  await createCustomer(studio.ctx("theo"), { name: "Walk-in" });
  expect(await names(studio, {}, "mara")).toEqual(["Lena Hofer"]);
  expect(await names(studio, {}, "theo")).toEqual(["Walk-in"]);
  expect((await listCustomers(studio.ctx("theo"), {})).total).toBe(1);
  expect(await names(studio, { q: "nora" }, "mara")).toEqual([]);
});

test("a row says how often they came, last and next", async () => {
  const studio = await openStudio();
  const first = Date.parse("2026-12-02T09:00:00Z");
  const second = Date.parse("2026-12-03T09:00:00Z");
  const third = Date.parse("2026-12-04T09:00:00Z");
  await studio.request({ startTime: first });
  await studio.request({ startTime: second, artistId: "theo" });
  await studio.request({ startTime: third });
  studio.clock.set("2026-12-02T12:00:00Z");
  const row = async (actor: ActorName) => (await listCustomers(studio.ctx(actor), {})).customers[0];
  expect(await row("staff")).toMatchObject({
    appointments: 3,
    lastAppointmentMs: first,
    nextAppointmentMs: second,
  });
  expect(await row("mara")).toMatchObject({ appointments: 2, nextAppointmentMs: third });
  expect(await row("theo")).toMatchObject({ appointments: 1, lastAppointmentMs: null });
});

describe("thousands", () => {
  test("are read page by page, each once, in one order", async () => {
    const studio = await openStudio();
    const ctx = studio.ctx("staff");
    studio.db.$client.exec("BEGIN");
    const insert = studio.db.$client.prepare(
      `INSERT INTO customers (id, name, search_text, source, created_at, updated_at)
       VALUES (?, ?, ?, 'hand', 0, 0)`,
    );
    for (let index = 0; index < 5000; index++) {
      const name = index % 2 ? `Ann ${index % 100}` : `Mary ann ${index % 50}`;
      insert.run(`c${index}`, name, `${name.toLowerCase()}\n\n\n`);
    }
    studio.db.$client.exec("COMMIT");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCustomers(ctx, { q: "ann", limit: 200, cursor });
      expect(page.total).toBe(5000);
      seen.push(...page.customers.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(5000);
    expect(new Set(seen).size).toBe(5000);
    const firstMary = seen.findIndex((id) => Number(id.slice(1)) % 2 === 0);
    expect(firstMary).toBe(2500);
  });

  test("stay in order when somebody goes between two pages", async () => {
    const studio = await studioOfPeople();
    const ctx = studio.ctx("staff");
    const first = await listCustomers(ctx, { limit: 2 });
    expect(first.customers).toHaveLength(2);
    const last = first.customers[1]?.id ?? "";
    studio.db.$client.prepare("DELETE FROM customers WHERE id = ?").run(last);
    const second = await listCustomers(ctx, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(second.customers.map(({ name }) => name)).toEqual(["Nora Weiß", "Søren Kjær"]);
  });

  test.each(["", "x", "bnVsbA", Buffer.from('[1,"a"]').toString("base64url"), "%00", "e30".repeat(500)])(
    "a cursor nobody gave out is refused: %.20s",
    async (cursor) => {
      const studio = await openStudio();
      await expect(listCustomers(studio.ctx("staff"), { cursor })).rejects.toMatchObject({
        code: "invalid_input",
        errors: { cursor: ["unknown"] },
      });
    },
  );
});
