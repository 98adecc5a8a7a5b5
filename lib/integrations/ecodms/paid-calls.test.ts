import { expect, test } from "vitest";
import { openEcoDmsClient, upstreamFailure } from "#tests/support/ecodms-client.ts";
import { classifyDocument } from "./classify-document.ts";
import { findDocument } from "./find-document.ts";
import { listFolders } from "./list-folders.ts";
import { openDocument } from "./open-document.ts";
import { uploadDocument } from "./upload-document.ts";

const free = async () => undefined;

test("a download spends a paid call, counted before; a refused one is told through its page", async () => {
  const { archive, client } = await openEcoDmsClient();
  const order: string[] = [];
  const beforePaid = async () => void order.push(`counted, ${archive.paid().downloads} paid`);
  const read = (version?: number) =>
    openDocument(client, { id: 26, version, beforePaid }, async ({ name, body }) => ({
      name,
      text: Buffer.from(await new Response(body).arrayBuffer()).toString("latin1"),
    }));
  const first = await read(1);
  expect(first.name).toBe("Hygiene plan.pdf");
  expect(first.text).toMatch(/^%PDF-1\.4[\s\S]*\(Version 1\)/);
  expect((await read()).text).toContain("(Version 2)");
  expect(order).toEqual(["counted, 0 paid", "counted, 1 paid"]);
  const missing = await upstreamFailure(
    openDocument(client, { id: 4711, beforePaid: free }, async () => null),
  );
  expect(missing).toMatchObject({ kind: "rejected", reason: "not-found" });
  expect(missing.message).toBe(
    "ecoDMS: Warning: User does not have required permission to see document [4711]",
  );
});

test("a file is uploaded, counted and classified", async () => {
  const { archive, client } = await openEcoDmsClient();
  let counted = 0;
  const beforePaid = async () => {
    counted += 1;
  };
  const file = new Blob(["%PDF-1.4 Zoë"]);
  const { id } = await uploadDocument(client, {
    name: "Consent Zoë.pdf",
    file,
    isVersioned: true,
    beforePaid,
  });
  await classifyDocument(client, {
    id,
    folder: "1.1",
    type: "41",
    status: "1",
    name: "Consent Zoë signed.pdf",
  });
  expect(await findDocument(client, { id })).toMatchObject({
    name: "Consent Zoë signed.pdf",
    folder: { name: "Consent forms" },
    type: { name: "Consent form" },
    status: { name: "ToDo" },
    versions: [{ id: 1, name: "Consent Zoë.pdf" }],
  });
  expect([counted, archive.paid()]).toEqual([1, { uploads: 1, downloads: 0 }]);
  expect(await upstreamFailure(classifyDocument(client, { id, folder: "99" }))).toMatchObject({
    reason: "invalid",
  });
});

test("a session that is lost right before a download costs nothing more", async () => {
  const { archive, client } = await openEcoDmsClient();
  await listFolders(client);
  archive.forgetSessions();
  let counted = 0;
  const beforePaid = async () => {
    counted += 1;
  };
  const read = async ({ body }: { body: ReadableStream<Uint8Array> }) =>
    (await new Response(body).bytes()).length;
  expect(await openDocument(client, { id: 5, beforePaid }, read)).toBeGreaterThan(500);
  expect([counted, archive.paid().downloads]).toEqual([1, 1]);
});

test.each(["before the first byte", "in the middle"])(
  "a reader that fails %s leaves no place taken",
  async (when) => {
    const { client } = await openEcoDmsClient();
    for (let one = 0; one < 4; one++) {
      const work = openDocument(client, { id: 5, beforePaid: free }, async ({ body }) => {
        if (when === "in the middle") for await (const _piece of body) throw new Error("The disk is full.");
        throw new Error("The disk is full.");
      });
      await expect(work).rejects.toThrow("The disk is full.");
    }
    // All three places of ecoDMS would be held by now.
    expect(await listFolders(client)).not.toEqual([]);
  },
);

test("a download is never asked for twice by itself", async () => {
  const { archive, system, client } = await openEcoDmsClient();
  system.faults.add({ match: /\/document\/5$/, drop: "after" });
  await upstreamFailure(openDocument(client, { id: 5, beforePaid: free }, async () => null));
  expect(archive.paid().downloads).toBe(1);
});
