import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { addNote } from "#lib/customers/add-note.ts";
import { spoolFile } from "#lib/media/spool/spool-file.ts";
import { type FilesStudio, openFilesStudio } from "#tests/support/files-studio.ts";
import { readZip } from "#tests/support/read-zip.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { changeCustomer } from "./change-customer.ts";
import { exportCustomer } from "./export-customer.ts";

async function exported(studio: FilesStudio, locale = "en") {
  const { filename, body } = await exportCustomer(studio.ctx("staff"), "nora", { locale });
  return { filename, entries: readZip(await buffer(body)) };
}

const textOf = (entries: Map<string, Buffer>, name: string) => entries.get(name)?.toString("utf8") ?? "";

async function withNora(): Promise<FilesStudio> {
  const studio = await openFilesStudio();
  const fields = { name: "Nora Weiß", email: "nora@example.org", phone: "+43 660 1234567", tags: ["Wien"] };
  await changeCustomer(studio.ctx("staff"), "nora", fields);
  await addNote(studio.ctx("staff"), { customerId: "nora", text: "Allergic to latex." });
  await studio.request({
    clientName: "Nora Weiß",
    clientEmail: "nora@example.org",
    description: "A snake",
  });
  return studio;
}

describe("the export of one person", () => {
  test("holds their data, their appointments and every file, as it lies in Nextcloud", async () => {
    const studio = await withNora();
    const names = [
      "Nora Weiß/Sent Media/x.png",
      "Nora Weiß/Sent Media/deep/er/größe # % ? + & ;😀.txt",
      "Nora Weiß/ leading.txt",
      "Nora Weiß/a:b.txt",
      "Nora Weiß/Internal/empty.txt",
    ];
    for (const name of names) await studio.put(name, name.endsWith("empty.txt") ? "" : `this is ${name}`);
    await studio.put("Jonas Gruber/Internal/secret.txt", "another person's");
    const { filename, entries } = await exported(studio);
    expect(filename).toBe("Data of Nora Weiß.zip");
    expect([...entries.keys()].toSorted()).toEqual(
      [
        "README.txt",
        "customer.json",
        "appointments.ics",
        ...names.map((name) => `files/${name.slice("Nora Weiß/".length)}`),
      ].toSorted(),
    );
    for (const name of names) {
      const content = textOf(entries, `files/${name.slice("Nora Weiß/".length)}`);
      expect(content).toBe(name.endsWith("empty.txt") ? "" : `this is ${name}`);
    }
    const document = JSON.parse(textOf(entries, "customer.json"));
    expect(document).toMatchObject({
      customer: { name: "Nora Weiß", email: "nora@example.org", tags: ["Wien"] },
      notes: [{ text: "Allergic to latex.", author_name: "Front Desk" }],
      appointments: [{ status: "PENDING", client_name: "Nora Weiß", description: "A snake" }],
    });
    expect(document.customer.nextcloud_folder).toBe("05_Customers/Nora Weiß");
    const actions = document.history.map((line: { action: string }) => line.action);
    expect(actions).toEqual(expect.arrayContaining(["changed", "requested"]));
    // No secret and no key of ours.
    expect(textOf(entries, "customer.json")).not.toMatch(/token|hash|email_key|spool|caldav/i);
    const calendar = textOf(entries, "appointments.ics");
    expect(calendar).toMatch(
      /^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:REQUEST: Nora Weiß - A snake[\s\S]*END:VCALENDAR\r\n$/,
    );
    expect(textOf(entries, "README.txt")).toContain("Nora Weiß");
    const [last] = (await listAudit(studio.db, "customer", "nora")).slice(-1);
    expect(last).toMatchObject({ action: "exported", actorName: "Front Desk" });
  });

  test("speaks its reader's language", async () => {
    const { filename, entries } = await exported(await withNora(), "de");
    expect(filename).toBe("Daten von Nora Weiß.zip");
    expect(textOf(entries, "README.txt")).toMatch(/Was das Studio/);
  });

  test("holds what still waits, and what is theirs elsewhere", async () => {
    const studio = await withNora();
    await studio.put("Shared/group.png", "together");
    await studio.insertRecord({ path: "Shared/group.png" });
    await studio.insertRecord({ path: "Nora Weiß/x.png", state: "missing" });
    const body = Readable.from(["still here"], { objectMode: false });
    const { spoolId } = await spoolFile(studio.env, "waiting-one", body, { maximumBytes: 100 });
    await studio.insertRecord({ id: "w", path: "Nora Weiß/Sent Media/w.txt", state: "waiting", spoolId });
    const { entries } = await exported(studio);
    expect(textOf(entries, "elsewhere/Shared/group.png")).toBe("together");
    expect(textOf(entries, "waiting/w w.txt")).toBe("still here");
    expect(entries.has("missing.txt")).toBe(false);
  });

  test("is whole without Nextcloud, and says what is missing", async () => {
    const studio = await withNora();
    studio.cloud.cloud.faults.add({ drop: true });
    const { entries } = await exported(studio);
    expect([...entries.keys()].toSorted()).toEqual([
      "README.txt",
      "appointments.ics",
      "customer.json",
      "missing.txt",
    ]);
    expect(textOf(entries, "missing.txt")).toMatch(/whole folder Nora Weiß/);
  });

  test("names a file that cannot be opened, and one that breaks off, and goes on", async () => {
    const studio = await withNora();
    for (const name of ["a.bin", "b.bin", "c.bin", "d.bin"])
      await studio.put(`Nora Weiß/${name}`, name.repeat(50_000));
    studio.cloud.cloud.faults.add({ match: /b\.bin/, method: "GET", status: 403 });
    studio.cloud.cloud.faults.add({ match: /c\.bin/, method: "GET", cutAnswerAfterBytes: 1000 });
    const { entries } = await exported(studio);
    expect(entries.get("files/a.bin")?.length).toBe(250_000);
    expect(entries.get("files/d.bin")?.length).toBe(250_000);
    expect(entries.has("files/b.bin")).toBe(false);
    expect(entries.get("files/c.bin")?.length).toBeLessThan(250_000);
    const missing = textOf(entries, "missing.txt");
    expect(missing).toMatch(/Nora Weiß\/b\.bin: .*does not allow/);
    expect(missing).toMatch(/Nora Weiß\/c\.bin: only the beginning/);
  });

  test("asks Nextcloud for a file only once the one before is taken, and for none when nobody reads", async () => {
    const studio = await withNora();
    for (const name of ["a.bin", "b.bin", "c.bin"])
      await studio.put(`Nora Weiß/${name}`, "x".repeat(4_000_000));
    studio.proxy.requests.length = 0;
    const { body } = await exportCustomer(studio.ctx("staff"), "nora", { locale: "en" });
    const gets = () => studio.proxy.requests.filter(({ method }) => method === "GET").length;
    await waitFor("the first file", () => gets() === 1);
    let taken = 0;
    for await (const chunk of body) {
      taken += chunk.length;
      if (taken > 1_000_000) break;
    }
    await waitFor("the end", () => studio.proxy.active() === 0);
    expect(gets()).toBe(1);
  });

  test("is the front desk's", async () => {
    const studio = await withNora();
    const ask = (actor: "mara" | "customer" | "service") =>
      exportCustomer(studio.ctx(actor), "nora", { locale: "en" });
    await expect(ask("mara")).rejects.toMatchObject({ code: "not_allowed" });
    await expect(ask("customer")).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(ask("service")).rejects.toMatchObject({ code: "not_allowed" });
    await expect(exportCustomer(studio.ctx("staff"), "nobody", { locale: "en" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
