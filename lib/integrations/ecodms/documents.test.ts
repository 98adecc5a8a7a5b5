import { expect, test } from "vitest";
import { openEcoDmsClient, upstreamFailure } from "#tests/support/ecodms-client.ts";
import { walkPages } from "../pages.ts";
import { findDocument } from "./find-document.ts";
import { listClassifications } from "./list-classifications.ts";
import { listDocuments } from "./list-documents.ts";
import { listFolders } from "./list-folders.ts";
import { searchDocuments } from "./search-documents.ts";

const page = { from: null, limit: 50 };

test("documents come with the names of what they are classified by, the newest first", async () => {
  const { client } = await openEcoDmsClient();
  const { items, next } = await listDocuments(client, { from: null, limit: 3 });
  // 24 is in two folders, and would be cut in the middle.
  expect([items.map(({ id }) => id), next]).toEqual([[26, 25], 25]);
  expect(items[0]).toEqual({
    id: 26,
    name: "Hygiene plan.pdf",
    folder: { id: "3.1", name: "Hygiene" },
    type: { id: "32", name: "Documentation" },
    status: { id: "3", name: "Done" },
    date: "2026-11-30",
    createdAt: null,
    modifiedAt: "2026-11-30T06:00:00.000Z",
    mime: "application/pdf",
    versions: [],
  });
});

test("the time of the server's clock is read in the zone that is said", async () => {
  const { client } = await openEcoDmsClient();
  const { items } = await listDocuments(client, { from: null, limit: 1, timeZone: "America/New_York" });
  expect(items[0]?.modifiedAt).toBe("2026-11-30T12:00:00.000Z");
});

test.each([1, 2, 3, 7, 100])(
  "walked by %i, every document comes once, also one in two folders",
  async (limit) => {
    const { client } = await openEcoDmsClient();
    const ids: number[] = [];
    for await (const items of walkPages(
      (from: number | null) => listDocuments(client, { from, limit }),
      "ecodms",
    ))
      ids.push(...items.map(({ id }) => id));
    expect(ids).toEqual(Array.from({ length: 26 }, (_, index) => 26 - index));
  },
);

test("one document with more classifications than a page holds does not stop the walk", async () => {
  const { archive, client } = await openEcoDmsClient();
  const [one] = archive.classifications.filter(({ docId }) => docId === 20);
  if (!one) throw new Error("no document 20");
  for (let more = 0; more < 9; more++) archive.classifications.push({ ...one, clDocId: 900 + more });
  const ids: number[] = [];
  for await (const items of walkPages(
    (from: number | null) => listDocuments(client, { from, limit: 4 }),
    "ecodms",
  ))
    ids.push(...items.map(({ id }) => id));
  expect(ids).toEqual(Array.from({ length: 26 }, (_, index) => 26 - index));
});

test("a folder holds what lies in folders below it; a search takes several conditions", async () => {
  const { client } = await openEcoDmsClient();
  const inFinances = await listDocuments(client, { ...page, folder: "2" });
  expect(inFinances.items.length).toBeGreaterThan(5);
  expect(inFinances.items.every(({ type }) => type?.name === "Invoice")).toBe(true);
  const found = await searchDocuments(client, {
    ...page,
    filters: [
      { attribute: "bemerkung", operator: "ilike", value: "weiß" },
      { attribute: "folderonly", operator: "=", value: "1.1" },
    ],
  });
  expect(found.items.length).toBeGreaterThan(0);
  expect(found.items.every(({ name }) => name === "Consent Nora Weiß.pdf")).toBe(true);
});

test("a search looks into documents, and for a main folder without those in it", async () => {
  const { client } = await openEcoDmsClient();
  const found = async (attribute: string, value: string) => {
    const filters = [{ attribute, operator: "=" as const, value }];
    return (await searchDocuments(client, { ...page, filters })).items.map(({ id }) => id);
  };
  expect(await found("fulltext", "Document 17")).toEqual([17]);
  expect(await found("fulltext-ext", "Document 17")).toEqual([17]);
  // Also classified in the main folder itself, where the others are in one below it.
  expect(await found("mainfolderonly", "2")).toEqual([24, 12]);
  expect((await found("mainfolder", "2")).length).toBeGreaterThan(2);
});

test("what ecoDMS refuses to search for is told in its own words", async () => {
  const { client } = await openEcoDmsClient();
  const refused = await upstreamFailure(
    searchDocuments(client, { ...page, filters: [{ attribute: "cdate", operator: "=", value: "soon" }] }),
  );
  expect(refused).toMatchObject({ kind: "rejected", reason: "invalid", status: 404 });
  expect(refused.message).toBe("ecoDMS: Invalid date pattern for classify attribute cdate: soon");
});

test("one document comes with its versions, one that is not there is not found", async () => {
  const { client } = await openEcoDmsClient();
  expect(await findDocument(client, { id: 26 })).toMatchObject({
    id: 26,
    createdAt: "2026-11-29T06:00:00.000Z",
    versions: [
      { id: 1, name: "Hygiene plan.pdf", createdAt: "2026-11-29T06:00:00.000Z" },
      { id: 2, name: "Hygiene plan.pdf", createdAt: "2026-11-30T06:00:00.000Z" },
    ],
  });
  expect(await upstreamFailure(findDocument(client, { id: 4711 }))).toMatchObject({ reason: "not-found" });
});

test("folders and classifications", async () => {
  const { client } = await openEcoDmsClient();
  expect(await listFolders(client)).toContainEqual({ id: "1.1", name: "Consent forms", parentId: "1" });
  const { types, statuses, attributes } = await listClassifications(client);
  expect(types).toContainEqual({ id: "41", name: "Consent form" });
  expect(statuses).toContainEqual({ id: "1", name: "ToDo" });
  expect(attributes).toContainEqual({ id: "dyn_0_1735689600000", name: "Artist" });
});

test("a field that vanished is named, its neighbours are not told", async () => {
  const { system, client } = await openEcoDmsClient();
  const rows = JSON.stringify([
    { docId: 5, clDocId: 5, classifyAttributes: { bemerkung: "Secret paper" } },
    {},
  ]);
  system.faults.add({ match: /searchDocuments/, status: 200, contentType: "application/json", body: rows });
  const refused = await upstreamFailure(listDocuments(client, page));
  expect(refused.kind).toBe("malformed");
  expect(refused.message).toContain("docId");
  expect(refused.message).not.toContain("Secret");
  system.faults.clear();
  // What the archive hides is no error.
  const bare = JSON.stringify([{ docId: 5, clDocId: 5, archiveName: "1", classifyAttributes: {} }]);
  system.faults.add({ match: /searchDocuments/, status: 200, contentType: "application/json", body: bare });
  const { items } = await listDocuments(client, page);
  expect(items).toMatchObject([{ id: 5, name: "#5", folder: null, type: null, date: null, mime: null }]);
});

test("a server that ignores the filter does not lead round in circles", async () => {
  const { system, client } = await openEcoDmsClient();
  const rows = JSON.stringify([{ docId: 9, clDocId: 9, classifyAttributes: {} }]);
  system.faults.add({ match: /searchDocuments/, status: 200, contentType: "application/json", body: rows });
  expect(await upstreamFailure(listDocuments(client, { from: 5, limit: 1 }))).toMatchObject({
    kind: "malformed",
  });
});
