import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { updateNote } from "#db/queries/customer-notes.ts";
import { findCustomerByFolder, findCustomerRow, setCustomerFolder } from "#db/queries/customers.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { addNote } from "./add-note.ts";
import { changeCustomer } from "./change-customer.ts";
import { changeNote } from "./change-note.ts";
import { createCustomer } from "./create-customer.ts";
import { customerChange, newCustomer, newNote, noteChange } from "./input.ts";
import { listTags } from "./list-tags.ts";
import { removeNote } from "./remove-note.ts";
import { showCustomer } from "./show-customer.ts";

const nora = { name: "Nora Weiß", email: "nora@example.org", phone: "+43 660 1234567" };

test("a customer entered by hand, with tags and a first note", async () => {
  const studio = await openStudio();
  const customer = await createCustomer(studio.ctx("staff"), {
    ...nora,
    tags: ["Regular", "fine line"],
    note: "Heals slowly",
  });
  expect(customer).toEqual({
    id: customer.id,
    ...nora,
    tags: ["fine line", "Regular"],
    nextcloudFolder: null,
    folderPath: null,
    appointments: 0,
    lastAppointmentMs: null,
    nextAppointmentMs: null,
    noShows: 0,
    blockedAt: null,
    blockedReason: "",
    createdAt: studio.clock.now(),
    updatedAt: studio.clock.now(),
    source: "hand",
    earlierContacts: [],
    version: 1,
    notes: [
      {
        id: expect.any(String),
        text: "Heals slowly",
        authorName: "Front Desk",
        editable: true,
        createdAt: studio.clock.now(),
        updatedAt: studio.clock.now(),
      },
    ],
    history: [],
    possibleDuplicates: [],
    merges: [],
    allowed: { edit: true, block: true, merge: true, export: true, delete: false },
  });
  expect(await showCustomer(studio.ctx("admin"), customer.id)).toMatchObject({ allowed: { delete: true } });
  const [line] = await listAudit(studio.db, "customer", customer.id);
  expect(line).toMatchObject({ action: "created", actorName: "Front Desk" });
  expect(JSON.stringify(line)).not.toContain("Nora");
});

describe("a change", () => {
  test("touches what is given and counts the version", async () => {
    const studio = await openStudio();
    const { id } = await createCustomer(studio.ctx("staff"), { ...nora, tags: ["a"] });
    studio.clock.advance(1000);
    const changed = await changeCustomer(studio.ctx("admin"), id, { phone: "" });
    expect(changed).toMatchObject({
      ...nora,
      phone: "",
      tags: ["a"],
      version: 2,
      updatedAt: studio.clock.now(),
    });
    const lines = await listAudit(studio.db, "customer", id);
    expect(lines.at(-1)).toMatchObject({ action: "changed", detail: { fields: ["phone"] } });
  });

  test("of nothing is none", async () => {
    const studio = await openStudio();
    const { id } = await createCustomer(studio.ctx("staff"), nora);
    expect(await changeCustomer(studio.ctx("staff"), id, { version: 1 })).toMatchObject({ version: 1 });
    expect(await listAudit(studio.db, "customer", id)).toHaveLength(1);
  });

  test("on an older version is refused and changes nothing", async () => {
    const studio = await openStudio();
    const { id, version } = await createCustomer(studio.ctx("staff"), nora);
    await changeCustomer(studio.ctx("staff"), id, { name: "Nora White", version });
    const late = changeCustomer(studio.ctx("admin"), id, { name: "Nora Black", tags: ["x"], version });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
    expect(await showCustomer(studio.ctx("admin"), id)).toMatchObject({
      name: "Nora White",
      tags: [],
      version: 2,
    });
  });

  test("of the name has the folder follow, where there is one", async () => {
    const studio = await openStudio();
    const { id } = await createCustomer(studio.ctx("staff"), nora);
    await changeCustomer(studio.ctx("staff"), id, { name: "Nora White" });
    expect(await findOutboxRow(studio.db, `folder:${id}`)).toBeUndefined();
    await setCustomerFolder(studio.db, id, { folder: "Nora White", folderId: "7" });
    await changeCustomer(studio.ctx("staff"), id, { email: "new@example.org" });
    expect(await findOutboxRow(studio.db, `folder:${id}`)).toBeUndefined();
    await changeCustomer(studio.ctx("staff"), id, { name: "Nora Black" });
    expect(await findOutboxRow(studio.db, `folder:${id}`)).toMatchObject({ kind: "folder" });
  });
});

test("a folder is one customer's, and shown as the account has it", async () => {
  const studio = await openStudio({ variables: { NEXTCLOUD_FILES_BASE_PATH: "/05_Customers/" } });
  const { id } = await createCustomer(studio.ctx("staff"), nora);
  const other = await createCustomer(studio.ctx("staff"), { name: "Jonas" });
  expect(await setCustomerFolder(studio.db, id, { folder: "Nora Weiß", folderId: "12" })).toBe("stored");
  expect(await setCustomerFolder(studio.db, other.id, { folder: "Nora Weiß", folderId: "13" })).toBe("taken");
  expect(await setCustomerFolder(studio.db, "nobody", { folder: "X", folderId: null })).toBe("gone");
  expect(await findCustomerByFolder(studio.db, "Nora Weiß")).toMatchObject({ id });
  expect(await findCustomerByFolder(studio.db, "nora weiß")).toBeUndefined();
  expect(await showCustomer(studio.ctx("staff"), id)).toMatchObject({
    nextcloudFolder: "05_Customers/Nora Weiß",
    folderPath: "Nora Weiß",
    version: 1,
  });
});

describe("tags", () => {
  test("are one whatever their case, in the spelling that is there", async () => {
    const studio = await openStudio();
    const ctx = studio.ctx("staff");
    const first = await createCustomer(ctx, { name: "A", tags: ["Ärmel", "VIP", "vip"] });
    expect(first.tags).toEqual(["VIP", "Ärmel"]);
    const second = await createCustomer(ctx, { name: "B", tags: ["ärmel", "new"] });
    expect(second.tags).toEqual(["new", "Ärmel"]);
    expect((await changeCustomer(ctx, first.id, { tags: ["vip", "ÄRMEL"] })).tags).toEqual(["VIP", "Ärmel"]);
    expect(await listTags(ctx)).toEqual([
      { tag: "new", customers: 1 },
      { tag: "VIP", customers: 1 },
      { tag: "Ärmel", customers: 2 },
    ]);
    expect((await changeCustomer(ctx, first.id, { tags: [] })).tags).toEqual([]);
    expect(await listTags(ctx)).toHaveLength(2);
  });

  test("of an artist are those of their customers", async () => {
    const studio = await openStudio();
    await createCustomer(studio.ctx("staff"), { name: "A", tags: ["desk"] });
    await createCustomer(studio.ctx("mara"), { name: "B", tags: ["mine"] });
    expect(await listTags(studio.ctx("mara"))).toEqual([{ tag: "mine", customers: 1 }]);
    expect(await listTags(studio.ctx("theo"))).toEqual([]);
  });
});

describe("notes", () => {
  test("are the newest first; an artist changes their own, the front desk all", async () => {
    const studio = await openStudio();
    const { id: customerId } = await createCustomer(studio.ctx("mara"), nora);
    const own = await addNote(studio.ctx("mara"), { customerId, text: "Mine" });
    studio.clock.advance(1000);
    const desk = await addNote(studio.ctx("staff"), { customerId, text: "Ours" });
    const seen = async (actor: "mara" | "admin") =>
      (await showCustomer(studio.ctx(actor), customerId)).notes.map(({ text, editable }) => [text, editable]);
    expect(await seen("mara")).toEqual([
      ["Ours", false],
      ["Mine", true],
    ]);
    expect(await seen("admin")).toEqual([
      ["Ours", true],
      ["Mine", true],
    ]);
    const byMara = changeNote(studio.ctx("mara"), { customerId, noteId: desk.id, text: "x" });
    await expect(byMara).rejects.toMatchObject({ code: "not_allowed" });
    const removedByMara = removeNote(studio.ctx("mara"), { customerId, noteId: desk.id });
    await expect(removedByMara).rejects.toMatchObject({ code: "not_allowed" });
    studio.clock.advance(1000);
    const changed = await changeNote(studio.ctx("staff"), { customerId, noteId: own.id, text: "Hers" });
    expect(changed).toMatchObject({ text: "Hers", authorName: "Mara", updatedAt: studio.clock.now() });
    expect((await removeNote(studio.ctx("admin"), { customerId, noteId: own.id })).text).toBe("Hers");
    expect(await seen("mara")).toEqual([["Ours", false]]);
    const actions = (await listAudit(studio.db, "customer", customerId)).map(({ action }) => action);
    expect(actions).toEqual(["created", "note_added", "note_added", "note_changed", "note_removed"]);
  });

  test("are not written over by who saw an earlier text, or when they are gone", async () => {
    const studio = await openStudio();
    const ctx = studio.ctx("staff");
    const { id: customerId } = await createCustomer(ctx, nora);
    const note = await addNote(ctx, { customerId, text: "First" });
    const change = (text: string, seenAt: number) =>
      changeNote(ctx, { customerId, noteId: note.id, text, seenAt });
    // Within the same millisecond.
    const second = await change("Second", note.updatedAt);
    expect(second.updatedAt).toBeGreaterThan(note.updatedAt);
    await expect(change("Lost", note.updatedAt)).rejects.toMatchObject({ code: "conflict" });
    expect(await change("Third", second.updatedAt)).toMatchObject({ text: "Third" });
    expect((await showCustomer(ctx, customerId)).notes.map(({ text }) => text)).toEqual(["Third"]);
    // Between looking and writing it went.
    const audit = { ...auditLine(customerId), action: "note_changed" };
    studio.db.$client.prepare("DELETE FROM customer_notes WHERE id = ?").run(note.id);
    expect(await updateNote(studio.db, note.id, "Fourth", audit)).toBeUndefined();
    const actions = (await listAudit(studio.db, "customer", customerId)).map(({ action }) => action);
    expect(actions).toEqual(["created", "note_added", "note_changed", "note_changed"]);
  });

  test("say when they were seen as an instant", () => {
    const seen = { text: "x", updated_at: "2026-12-01T09:00:00.123Z" };
    expect(parseInput(noteChange, seen)).toEqual({ text: "x", updated_at: Date.parse(seen.updated_at) });
    expect(parseInput(noteChange, { text: "x" })).toEqual({ text: "x" });
    expect(() => parseInput(noteChange, { text: "x", updated_at: "today" })).toThrow(
      expect.objectContaining({ errors: { updated_at: ["not_an_instant"] } }),
    );
  });

  test("of another customer are not found, and there is an end to them", async () => {
    const studio = await openStudio();
    const ctx = studio.ctx("staff");
    const { id: customerId } = await createCustomer(ctx, { ...nora, note: "First" });
    const other = await createCustomer(ctx, { name: "Other", note: "Theirs" });
    const noteId = other.notes[0]?.id ?? "";
    await expect(changeNote(ctx, { customerId, noteId, text: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    for (let count = 1; count < 500; count++) await addNote(ctx, { customerId, text: `${count}` });
    await expect(addNote(ctx, { customerId, text: "x" })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { text: ["too_many"] },
    });
  });
});

test("an artist sees customers with an appointment of theirs, and those they entered", async () => {
  const studio = await openStudio();
  const { id } = (await studio.request({ artistId: "mara" })).appointment;
  await studio.request({ artistId: "theo", clientName: "L. Hofer" });
  const customerId = (await studio.appointment(id)).customerId ?? "";
  const own = await createCustomer(studio.ctx("theo"), { name: "Walk-in", email: "lena@example.org" });
  const history = async (actor: "mara" | "theo" | "staff") =>
    (await showCustomer(studio.ctx(actor), customerId)).history.map((one) => [one.artistName, one.bookedAs]);
  expect(await history("mara")).toEqual([["Mara", null]]);
  expect(await history("theo")).toEqual([["Theo", "L. Hofer"]]);
  expect(await history("staff")).toHaveLength(2);
  expect((await showCustomer(studio.ctx("mara"), customerId)).appointments).toBe(1);
  await expect(showCustomer(studio.ctx("mara"), own.id)).rejects.toMatchObject({ code: "not_found" });
  // Nor is it told whom others know.
  expect((await showCustomer(studio.ctx("mara"), customerId)).possibleDuplicates).toEqual([]);
  expect((await showCustomer(studio.ctx("staff"), customerId)).possibleDuplicates).toEqual([
    { id: own.id, name: "Walk-in", email: "lena@example.org", phone: "", by: "email" },
  ]);
  expect((await showCustomer(studio.ctx("theo"), own.id)).possibleDuplicates).toHaveLength(1);
});

test("possible duplicates share an address or a number, however it is written", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("staff");
  const first = await createCustomer(ctx, nora);
  studio.clock.advance(1);
  await createCustomer(ctx, { name: "Short", phone: "123" });
  expect((await createCustomer(ctx, { name: "Short too", phone: "123" })).possibleDuplicates).toEqual([]);
  await createCustomer(ctx, { name: "Abroad", phone: "+49 660 1234567" });
  const { possibleDuplicates } = await createCustomer(ctx, { name: "N.", phone: "0660/1234567" });
  expect(possibleDuplicates.map(({ name, by }) => [name, by])).toEqual([
    [first.name, "phone"],
    ["Abroad", "phone"],
  ]);
});

describe("what people send", () => {
  test.each<[string, unknown, Record<string, string[]>]>([
    ["no name", {}, { name: ["required"] }],
    ["a name of spaces", { name: " \n\t " }, { name: ["required"] }],
    ["a name of marks alone", { name: "\u202e\u2066" }, { name: ["required"] }],
    ["200 kB of name", { name: "x".repeat(200_000) }, { name: ["too_long"] }],
    ["a name in a list", { name: ["x"] }, { name: ["required"] }],
    ["no address", { name: "x", email: "nora" }, { email: ["email"] }],
    [
      "200 kB of address",
      { name: "x", email: `${"x".repeat(200_000)}@example.org` },
      { email: ["too_long"] },
    ],
    ["letters for a number", { name: "x", phone: "call me" }, { phone: ["phone"] }],
    ["31 tags", { name: "x", tags: Array.from({ length: 31 }, (_, n) => `${n}`) }, { tags: ["too_many"] }],
    ["a long tag", { name: "x", tags: ["y".repeat(41)] }, { tags: ["too_long"] }],
    ["one tag as a word", { name: "x", tags: "y" }, { tags: ["required"] }],
    ["a long note", { name: "x", note: "y".repeat(10_001) }, { note: ["too_long"] }],
  ])("%s is refused at its field", (_name, input, errors) => {
    expect(() => parseInput(newCustomer, input)).toThrow(
      expect.objectContaining({ code: "invalid_input", errors }),
    );
  });

  test("names are one line, composed, without what turns the text around them", () => {
    expect(
      parseInput(newCustomer, {
        name: " No\u0000ra\r\nWei\u202eß ",
        email: "",
        phone: " ",
        tags: ["", " a\tb ", "\u200f"],
      }),
    ).toEqual({ name: "No ra Weiß", email: "", phone: "", tags: ["a b"] });
    expect(parseInput(newCustomer, { name: "Zoe\u0308 \ud83d👩‍🎨" })).toEqual({ name: "Zoë \ufffd👩‍🎨" });
    expect(parseInput(newCustomer, { name: "נועה לוי" })).toEqual({ name: "נועה לוי" });
    expect(parseInput(customerChange, { version: 3 })).toEqual({ version: 3 });
    expect(() => parseInput(newNote, { text: " \n" })).toThrow(
      expect.objectContaining({ errors: { text: ["required"] } }),
    );
  });

  test("odd names are stored and found as they are", async () => {
    const studio = await openStudio();
    for (const name of ["👩‍🎨", "נועה לוי", "%_'\"\\; DROP TABLE customers", "\ud83d"]) {
      const { id } = await createCustomer(studio.ctx("staff"), parseInput(newCustomer, { name }));
      expect((await findCustomerRow(studio.db, id))?.name).toBe(name.toWellFormed());
    }
  });
});
