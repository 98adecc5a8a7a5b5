import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findCustomerRow } from "#db/queries/customers.ts";
import { findMedia } from "#db/queries/media.ts";
import { enqueue, findOutboxRow } from "#db/queries/outbox.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { type FilesStudio, openFilesStudio } from "#tests/support/files-studio.ts";
import { changeCustomer } from "./change-customer.ts";
import { createCustomer } from "./create-customer.ts";
import { ensureCustomerFolder } from "./ensure-customer-folder.ts";
import { SUBFOLDERS } from "./folder-names.ts";
import { folderOf } from "./follow-folder.ts";
import { linkCustomerFolder } from "./link-customer-folder.ts";

const NAMES = Object.values(SUBFOLDERS);

async function enter(studio: FilesStudio, name: string): Promise<string> {
  const customer = await createCustomer(studio.ctx("staff"), { name, email: "", phone: "", tags: [] });
  return customer.id;
}

const folderPathOf = async (studio: FilesStudio, id: string) =>
  (await findCustomerRow(studio.db, id))?.nextcloudFolder ?? null;

const deliver = (studio: FilesStudio) =>
  deliverOutbox(studio.ctx("worker"), { kinds: ["folder"], limit: 10 });

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      if (error instanceof UpstreamError) return error.reason ?? error.kind;
      throw error;
    },
  );

describe("a customer's folder", () => {
  test("is made on demand with its subfolders, once however often it is asked for", async () => {
    const studio = await openFilesStudio();
    const id = await enter(studio, "Lena Hofer");
    expect(studio.has("Lena Hofer")).toBe(false);
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => ensureCustomerFolder(studio.ctx("staff"), id)),
    );
    const expected = {
      folder: "Lena Hofer",
      subfolders: {
        sent: "Lena Hofer/Sent Media",
        received: "Lena Hofer/Received Media",
        internal: "Lena Hofer/Internal",
      },
    };
    expect(asked).toEqual(Array.from({ length: 5 }, () => expected));
    expect(NAMES.map((name) => studio.has(`Lena Hofer/${name}`))).toEqual([true, true, true]);
    expect(studio.has("Lena Hofer (2)")).toBe(false);
    const row = await findCustomerRow(studio.db, id);
    expect(row?.nextcloudFolderId).toMatch(/^\d+$/);
    expect(await ensureCustomerFolder(studio.ctx("staff"), id)).toEqual(expected);
    const lines = await listAudit(studio.db, "customer", id);
    expect(lines.map(({ action }) => action)).toEqual(["created", "folder_made"]);
  });

  test("once it stands costs one look, and nothing is written", async () => {
    const studio = await openFilesStudio();
    const id = await enter(studio, "Lena Hofer");
    await ensureCustomerFolder(studio.ctx("staff"), id);
    studio.proxy.requests.length = 0;
    await ensureCustomerFolder(studio.ctx("staff"), id);
    expect(studio.proxy.requests.map(({ method }) => method)).toEqual(["PROPFIND", "PROPFIND"]);
  });

  test("is numbered among customers of one name, in whatever case", async () => {
    const studio = await openFilesStudio();
    const ids = await Promise.all(
      ["Lena Hofer", "Lena Hofer", "LENA HOFER", "Lena Hofer"].map((n) => enter(studio, n)),
    );
    const made = await Promise.all(ids.map((id) => ensureCustomerFolder(studio.ctx("staff"), id)));
    const folders = made.map(({ folder }) => folder);
    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(4);
    expect(folders.every((folder) => /^lena hofer( \(\d\))?$/i.test(folder) && studio.has(folder))).toBe(
      true,
    );
  });

  test("is never one that stands there already: it may be a stranger's", async () => {
    const studio = await openFilesStudio();
    await studio.put("Lena Hofer/private.txt", "a stranger's");
    studio.makeFolder("Lena Hofer (2)");
    const id = await enter(studio, "Lena Hofer");
    expect((await ensureCustomerFolder(studio.ctx("staff"), id)).folder).toBe("Lena Hofer (3)");
  });

  test.each([
    ["../../etc", "-..-etc"],
    ["Jose\u0301 / Ana", "José - Ana"],
    ["# % ? + & ;", "# % - + & ;"],
    ["👩‍🎨 Mia", "👩‍🎨 Mia"],
    ["CON", "_CON"],
    ["05_Customers", "_05_Customers"],
    ["ß".repeat(110), "ß".repeat(100)],
    ["%2e%2e%2f", "%2e%2e%2f"],
  ])("of somebody called %j stands as %j", async (name, folder) => {
    const studio = await openFilesStudio();
    await studio.insertCustomer("odd", null);
    const { db } = studio;
    db.$client.prepare("UPDATE customers SET name = ? WHERE id = 'odd'").run(name);
    expect((await ensureCustomerFolder(studio.ctx("staff"), "odd")).folder).toBe(folder);
    expect(NAMES.map((sub) => studio.has(`${folder}/${sub}`))).toEqual([true, true, true]);
    expect((await ensureCustomerFolder(studio.ctx("staff"), "odd")).folder).toBe(folder);
  });

  test("gets back what is missing in it, and is made anew where it is gone", async () => {
    const studio = await openFilesStudio();
    const id = await enter(studio, "Lena Hofer");
    await ensureCustomerFolder(studio.ctx("staff"), id);
    await studio.byHand("DELETE", "Lena Hofer/Internal");
    await ensureCustomerFolder(studio.ctx("staff"), id);
    expect(studio.has("Lena Hofer/Internal")).toBe(true);
    const before = (await findCustomerRow(studio.db, id))?.nextcloudFolderId;
    await studio.byHand("DELETE", "Lena Hofer");
    expect((await ensureCustomerFolder(studio.ctx("staff"), id)).folder).toBe("Lena Hofer");
    const after = (await findCustomerRow(studio.db, id))?.nextcloudFolderId;
    expect(after).toMatch(/^\d+$/);
    expect(after).not.toBe(before);
  });

  test("is an artist's to make only for customers of theirs", async () => {
    const studio = await openFilesStudio();
    const id = await enter(studio, "Lena Hofer");
    expect(await outcome(ensureCustomerFolder(studio.ctx("mara"), id))).toBe("not_found");
    expect(await outcome(ensureCustomerFolder(studio.ctx("customer"), id))).toBe("not_signed_in");
    expect(await outcome(ensureCustomerFolder(studio.ctx("service"), id))).toBe("not_allowed");
    expect(await outcome(ensureCustomerFolder(studio.ctx("mara"), "nora"))).toBe("done");
    expect(studio.has("Lena Hofer")).toBe(false);
  });

  test("is not made where the files are not configured", async () => {
    const studio = await openFilesStudio();
    const ctx = studio.ctx("staff", { NEXTCLOUD_FILES_BASE_PATH: undefined });
    await expect(ensureCustomerFolder(ctx, "nora")).rejects.toMatchObject({ kind: "not-configured" });
  });

  test("is not made beside a base folder that is gone: it is only not shared at the moment", async () => {
    const studio = await openFilesStudio();
    const id = await enter(studio, "Lena Hofer");
    await studio.byHand("DELETE", "");
    expect(await outcome(ensureCustomerFolder(studio.ctx("staff"), id))).toBe("not_found");
    expect(await outcome(ensureCustomerFolder(studio.ctx("staff"), "nora"))).toBe("not_found");
    expect(studio.has("")).toBe(false);
    expect(await folderPathOf(studio, "nora")).toBe("Nora Weiß");
  });

  test("of the very first customer comes with the base folder", async () => {
    const studio = await openFilesStudio();
    await studio.byHand("DELETE", "");
    studio.db.$client.exec("UPDATE customers SET nextcloud_folder = NULL");
    expect((await ensureCustomerFolder(studio.ctx("staff"), "nora")).folder).toBe("Nora Weiß");
    expect(studio.has("Nora Weiß/Internal")).toBe(true);
  });
});

describe("renamed or moved in Nextcloud", () => {
  async function withFolder() {
    const studio = await openFilesStudio();
    await ensureCustomerFolder(studio.ctx("staff"), "nora");
    await studio.put("Nora Weiß/Sent Media/x.png");
    const stored = await studio.insertRecord({ path: "Nora Weiß/Sent Media/x.png" });
    return { studio, mediaId: stored.id };
  }

  test.each([["Nora W. (tattoo)"], ["Archive/2026/Nora Weiß"]])("to %s, it is followed", async (to) => {
    const { studio, mediaId } = await withFolder();
    studio.makeFolder("Archive/2026");
    await studio.byHand("MOVE", "Nora Weiß", to);
    const row = await findCustomerRow(studio.db, "nora");
    if (!row) throw new Error("gone");
    expect(await folderOf(studio.ctx("staff"), row)).toBe(to);
    expect(await folderPathOf(studio, "nora")).toBe(to);
    expect((await findMedia(studio.db, mediaId))?.path).toBe(`${to}/Sent Media/x.png`);
    expect((await ensureCustomerFolder(studio.ctx("staff"), "nora")).folder).toBe(to);
    expect(studio.has("Nora Weiß")).toBe(false);
  });

  test("and another put in its place: ours is followed, the other one is nobody's", async () => {
    const { studio } = await withFolder();
    await studio.byHand("MOVE", "Nora Weiß", "Nora (done)");
    await studio.put("Nora Weiß/other.txt", "a stranger's");
    expect((await ensureCustomerFolder(studio.ctx("staff"), "nora")).folder).toBe("Nora (done)");
    expect(studio.has("Nora Weiß/Internal")).toBe(false);
  });

  test("out of the base folder, it is out of sight, and a new one is made on demand", async () => {
    const { studio } = await withFolder();
    await studio.byHand("MOVE", "Nora Weiß", "../elsewhere").catch(() => undefined);
    const { cloud } = studio;
    const at = (path: string) => `/remote.php/dav/files/parlour/${path}`;
    const moved = await cloud.send({
      user: "parlour",
      method: "MOVE",
      path: at("05_Customers/Nora%20Wei%C3%9F"),
      headers: { Destination: at("Private") },
    });
    expect(moved.status).toBe(201);
    const row = await findCustomerRow(studio.db, "nora");
    if (!row) throw new Error("gone");
    expect(await folderOf(studio.ctx("staff"), row)).toBeNull();
    expect((await ensureCustomerFolder(studio.ctx("staff"), "nora")).folder).toBe("Nora Weiß");
    expect(studio.has("Nora Weiß/Sent Media/x.png")).toBe(false);
  });

  test("without the folder of whom was moved being another customer's now", async () => {
    const { studio } = await withFolder();
    await studio.byHand("MOVE", "Nora Weiß", "Lena Hofer");
    await studio.insertCustomer("lena", "Lena Hofer");
    // The database says it is Lena's: Nora gets one of her own.
    expect((await ensureCustomerFolder(studio.ctx("staff"), "nora")).folder).toBe("Nora Weiß");
  });
});

describe("another name of the customer", () => {
  async function renamed(name: string, before: (studio: FilesStudio) => Promise<void> = async () => {}) {
    const studio = await openFilesStudio();
    studio.db.$client.exec("UPDATE customers SET name = 'Nora Weiß' WHERE id = 'nora'");
    await ensureCustomerFolder(studio.ctx("staff"), "nora");
    await studio.put("Nora Weiß/Sent Media/x.png");
    const stored = await studio.insertRecord({ path: "Nora Weiß/Sent Media/x.png" });
    const waiting = await studio.insertRecord({
      path: "Nora Weiß/Internal/y.png",
      state: "waiting",
      spoolId: "waiting-one",
    });
    await before(studio);
    await changeCustomer(studio.ctx("staff"), "nora", { name });
    return { studio, stored, waiting };
  }

  test("has the folder follow, and what is known of the files in it", async () => {
    const { studio, stored, waiting } = await renamed("Nora Schwarz");
    expect(await findOutboxRow(studio.db, "folder:nora")).toMatchObject({ kind: "folder" });
    await deliver(studio);
    expect(await findOutboxRow(studio.db, "folder:nora")).toBeUndefined();
    expect(await folderPathOf(studio, "nora")).toBe("Nora Schwarz");
    expect([studio.has("Nora Weiß"), studio.has("Nora Schwarz/Sent Media/x.png")]).toEqual([false, true]);
    expect((await findMedia(studio.db, stored.id))?.path).toBe("Nora Schwarz/Sent Media/x.png");
    expect((await findMedia(studio.db, waiting.id))?.path).toBe("Nora Schwarz/Internal/y.png");
  });

  test("waits for Nextcloud, and leaves out the names in between", async () => {
    const { studio } = await renamed("Nora Schwarz", async (s) => s.cloud.cloud.faults.add({ drop: true }));
    await deliver(studio);
    expect(await findOutboxRow(studio.db, "folder:nora")).toMatchObject({ attempts: 1, deadAt: null });
    await changeCustomer(studio.ctx("staff"), "nora", { name: "Nora Grün" });
    studio.cloud.cloud.faults.clear();
    await deliver(studio);
    expect(await folderPathOf(studio, "nora")).toBe("Nora Grün");
    expect(studio.has("Nora Grün/Sent Media/x.png")).toBe(true);
  });

  test("goes on after a process that died once Nextcloud had moved it", async () => {
    const { studio, stored } = await renamed("Nora Schwarz");
    await studio.byHand("MOVE", "Nora Weiß", "Nora Schwarz");
    await deliver(studio);
    expect(await folderPathOf(studio, "nora")).toBe("Nora Schwarz");
    expect((await findMedia(studio.db, stored.id))?.path).toBe("Nora Schwarz/Sent Media/x.png");
  });

  test("is numbered where a folder of that name stands", async () => {
    const { studio } = await renamed("Nora Schwarz", async (s) => s.makeFolder("Nora Schwarz"));
    await deliver(studio);
    expect(await folderPathOf(studio, "nora")).toBe("Nora Schwarz (2)");
  });

  test("in another case is followed too", async () => {
    const { studio } = await renamed("NORA Weiß");
    await deliver(studio);
    expect(await folderPathOf(studio, "nora")).toBe("NORA Weiß");
  });

  test("leaves a folder alone that a person named", async () => {
    const { studio } = await renamed("Nora Schwarz", async (s) =>
      s.byHand("MOVE", "Nora Weiß", "Snake lady"),
    );
    await deliver(studio);
    expect(await folderPathOf(studio, "nora")).toBe("Snake lady");
    expect(studio.has("Snake lady/Sent Media/x.png")).toBe(true);
    expect(await findOutboxRow(studio.db, "folder:nora")).toBeUndefined();
  });

  test("asks for nothing where there is no folder, or the customer is gone", async () => {
    const studio = await openFilesStudio();
    const id = await enter(studio, "Lena Hofer");
    await changeCustomer(studio.ctx("staff"), id, { name: "Lena Huber" });
    expect(await findOutboxRow(studio.db, `folder:${id}`)).toBeUndefined();
    const now = studio.clock.now();
    const row = { id: "folder:nobody", kind: "folder" as const, appointmentId: null, payload: {} };
    enqueue(studio.db, { ...row, nextAttemptAt: now, createdAt: now });
    await deliver(studio);
    expect(await findOutboxRow(studio.db, "folder:nobody")).toBeUndefined();
  });
});

describe("a folder somebody made by hand", () => {
  test("is linked by the front desk, and gets the subfolders it lacks", async () => {
    const studio = await openFilesStudio();
    await studio.put("Old/Lena H/skizze.txt");
    const id = await enter(studio, "Lena Hofer");
    const { folder } = await linkCustomerFolder(studio.ctx("staff"), id, "/05_Customers/Old/Lena H/");
    expect(folder).toBe("Old/Lena H");
    expect(await folderPathOf(studio, id)).toBe("Old/Lena H");
    expect(studio.has("Old/Lena H/Sent Media")).toBe(true);
  });

  test.each<[string, string]>([
    ["", "invalid_input"],
    ["05_Customers", "invalid_input"],
    ["../secret", "invalid_input"],
    ["nowhere", "not_found"],
    ["Jonas Gruber", "name_taken"],
    ["Jonas Gruber/Internal", "name_taken"],
    ["Family", "name_taken"],
    ["loose.txt", "invalid_input"],
  ])("is refused at %j: %s", async (path, code) => {
    const studio = await openFilesStudio();
    await studio.put("loose.txt");
    studio.makeFolder("Family/Anna");
    await studio.insertCustomer("anna", "Family/Anna");
    const id = await enter(studio, "Lena Hofer");
    expect(await outcome(linkCustomerFolder(studio.ctx("staff"), id, path))).toBe(code);
    expect(await folderPathOf(studio, id)).toBeNull();
  });

  test("is not an artist's to link", async () => {
    const studio = await openFilesStudio();
    studio.makeFolder("Somebody");
    expect(await outcome(linkCustomerFolder(studio.ctx("mara"), "nora", "Somebody"))).toBe("not_allowed");
  });
});
