import { afterAll, expect, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { classifyDocument } from "#lib/integrations/ecodms/classify-document.ts";
import { ecodms } from "#lib/integrations/ecodms/connector.ts";
import { findDocument } from "#lib/integrations/ecodms/find-document.ts";
import { listClassifications } from "#lib/integrations/ecodms/list-classifications.ts";
import { listDocuments } from "#lib/integrations/ecodms/list-documents.ts";
import { listFolders } from "#lib/integrations/ecodms/list-folders.ts";
import { openDocument } from "#lib/integrations/ecodms/open-document.ts";
import { searchDocuments } from "#lib/integrations/ecodms/search-documents.ts";
import { closeIdleSessions } from "#lib/integrations/ecodms/session.ts";
import { uploadDocument } from "#lib/integrations/ecodms/upload-document.ts";
import { createEcoDms } from "#sandbox/systems/ecodms/create-ecodms.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { describeSystem } from "./systems.ts";

async function standIn() {
  const { url, close } = await startSystem(createEcoDms({ now: Date.now }));
  return {
    close,
    env: {
      ECODMS_API_URL: url,
      ECODMS_USERNAME: "parlour",
      ECODMS_PASSWORD: "parlour-demo",
      ECODMS_ARCHIVE_ID: "1",
    },
  };
}

describeSystem("ecodms", { standIn }, (connect, { live }) => {
  afterAll(closeIdleSessions);
  // Each costs the studio an API connect, and what is archived cannot be taken away again.
  const paid = test.skipIf(live);

  test("it is well, with and without a login", async () => {
    await ecodms.health(connect());
    await ecodms.test(connect());
  });

  test("documents page by page, the newest first, each once", async () => {
    const first = await listDocuments(connect(), { from: null, limit: 3 });
    const ids = first.items.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    if (first.next === null) return;
    const second = await listDocuments(connect(), { from: first.next, limit: 3 });
    for (const { id } of second.items) expect(ids).not.toContain(id);
  });

  test("what is searched for is found, and a search nobody can answer is refused in words", async () => {
    const { items } = await listDocuments(connect(), { from: null, limit: 1 });
    for (const { id } of items) {
      const filters = [{ attribute: "docid", operator: "=" as const, value: String(id) }];
      const found = await searchDocuments(connect(), { from: null, limit: 5, filters });
      expect(found.items.map((document) => document.id)).toEqual([id]);
    }
    const filters = [{ attribute: "cdate", operator: "=" as const, value: "soon" }];
    await expect(searchDocuments(connect(), { from: null, limit: 5, filters })).rejects.toMatchObject({
      kind: "rejected",
      status: 404,
    });
  });

  test("a document, and one that is not there", async () => {
    const { items } = await listDocuments(connect(), { from: null, limit: 1 });
    for (const { id, name } of items)
      expect(await findDocument(connect(), { id })).toMatchObject({ id, name });
    const missing = findDocument(connect(), { id: 999_999_999 });
    await expect(missing).rejects.toThrow(UpstreamError);
    await expect(missing).rejects.toMatchObject({ reason: "not-found" });
  });

  test("folders hang together, and there is something to classify by", async () => {
    const folders = await listFolders(connect());
    const ids = new Set(folders.map(({ id }) => id));
    for (const { parentId } of folders) if (parentId !== null) expect(ids).toContain(parentId);
    const { statuses, attributes } = await listClassifications(connect());
    expect(statuses.length).toBeGreaterThan(0);
    expect(attributes.map(({ id }) => id)).toEqual(expect.arrayContaining(["docid", "bemerkung"]));
  });

  paid("a file is uploaded, classified, and comes back as it was", async () => {
    const [folder] = await listFolders(connect());
    const bytes = Buffer.from("%PDF-1.4 contract");
    let counted = 0;
    const beforePaid = async () => {
      counted += 1;
    };
    const { id } = await uploadDocument(connect(), {
      name: "Contract.pdf",
      file: new Blob([bytes]),
      beforePaid,
    });
    await classifyDocument(connect(), { id, folder: folder?.id, name: "Contract Zoë.pdf" });
    expect(await findDocument(connect(), { id })).toMatchObject({
      name: "Contract Zoë.pdf",
      folder: { id: folder?.id },
    });
    const read = openDocument(connect(), { id, beforePaid }, async ({ name, body }) => ({
      name,
      bytes: Buffer.from(await new Response(body).arrayBuffer()),
    }));
    expect(await read).toEqual({ name: "Contract.pdf", bytes });
    expect(counted).toBe(2);
  });
});
