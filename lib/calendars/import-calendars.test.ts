import { describe, expect, test } from "vitest";
import { insertArtist } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { type CloudStudio, calendarPath, openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { deleteCalendar } from "./delete-calendar.ts";
import { importCalendars } from "./import-calendars.ts";
import { calendarImport, MAX_IMPORT_LINES } from "./import-input.ts";
import { readImport } from "./read-import.ts";

/** Nobody has a calendar yet; Mara's and Theo's are shared with the service account. */
async function openUnlinked(): Promise<CloudStudio> {
  const studio = await openCloudStudio();
  for (const { id } of await listCalendars(studio.db)) await deleteCalendar(studio.ctx("admin"), { id });
  return studio;
}

const run = (studio: CloudStudio, csv: string, dryRun: boolean) =>
  importCalendars(studio.ctx("admin"), { csv, dryRun });
const linked = async (studio: CloudStudio) =>
  (await listCalendars(studio.db)).map(({ artistId, purpose, blockBy }) => [artistId, purpose, blockBy]);

describe("importing calendars", () => {
  test("a dry run says what each line would do and changes nothing; the import then does it", async () => {
    const studio = await openUnlinked();
    const csv = [
      "\uFEFFcalendar_url;block_by;artist;purpose",
      `${calendarPath("mara")};everything;mara;`,
      `"${calendarPath("theo")}";;THEO;block`,
      `${calendarPath("mara")};;mara;`,
      `${calendarPath("june")};;theo;`,
      `${calendarPath("theo")};;nobody;`,
      "",
    ].join("\r\n");
    const dry = await run(studio, csv, true);
    expect(dry.lines.map(({ line, result, reason }) => [line, result, reason])).toEqual([
      [2, "ready", null],
      [3, "ready", null],
      [4, "exists", null],
      [5, "refused", "not-shared"],
      [6, "refused", "artist_unknown"],
    ]);
    expect(dry.lines[3]?.words).toMatch(/not shared.*“can edit”/s);
    expect(await linked(studio)).toEqual([]);

    const real = await run(studio, csv, false);
    expect(real.lines.map(({ result }) => result)).toEqual([
      "added",
      "added",
      "exists",
      "refused",
      "refused",
    ]);
    expect(await linked(studio)).toEqual([
      ["mara", "write", "everything"],
      ["theo", "block", "busy"],
    ]);
    const again = await run(studio, csv, false);
    expect(again.lines.map(({ result }) => result).slice(0, 3)).toEqual(["exists", "exists", "exists"]);
    expect((await run(studio, csv, true)).lines[0]).toMatchObject({ result: "exists" });
  });

  test.each<[string, string, string]>([
    ["no artist", `,${calendarPath("mara")},`, "artist_missing"],
    ["no address", "mara,,", "address_missing"],
    ["an unknown purpose", `mara,${calendarPath("mara")},both`, "purpose_unknown"],
    ["another server", "mara,https://evil.example/remote.php/dav/calendars/mara/personal/,", "other-origin"],
    ["a calendar nobody has", "mara,hello,", "not-found"],
  ])("a line with %s is refused and no other", async (_name, line, reason) => {
    const studio = await openUnlinked();
    const csv = `artist,calendar_url,purpose\n${line}\ntheo,${calendarPath("theo")},write\n`;
    for (const dryRun of [true, false]) {
      const { lines } = await run(studio, csv, dryRun);
      expect(lines).toMatchObject([
        { line: 2, result: "refused", reason, words: expect.any(String) },
        { line: 3, result: dryRun ? "ready" : "added" },
      ]);
    }
  });

  test("two artists of one name are told apart by their slug", async () => {
    const studio = await openUnlinked();
    const other = { id: "other", slug: "mara-2", name: "Mara", timeZone: "UTC", createdAt: 0 };
    await insertArtist(studio.db, { artist: other, hours: [], serviceIds: [] });
    const csv = (artist: string) => `artist,calendar_url\n${artist},${calendarPath("mara")}\n`;
    expect((await run(studio, csv("Mara"), true)).lines[0]).toMatchObject({ reason: "artist_ambiguous" });
    expect((await run(studio, csv("mara-2"), true)).lines[0]).toMatchObject({ result: "ready" });
  });

  test("a second calendar to write to is refused as in the form, and one without a purpose blocks", async () => {
    const studio = await openUnlinked();
    const csv = (purpose: string) =>
      `artist,calendar_url,purpose\nmara,${calendarPath("mara")},write\nmara,${calendarPath("theo")},${purpose}\n`;
    expect((await run(studio, csv("write"), true)).lines[1]).toMatchObject({ reason: "already_written" });
    expect((await run(studio, csv(""), true)).lines[1]).toMatchObject({ result: "ready" });
    await run(studio, csv(""), false);
    expect(await linked(studio)).toEqual([
      ["mara", "write", "busy"],
      ["mara", "block", "busy"],
    ]);
  });

  test("a cloud that is down is asked once", async () => {
    const studio = await openUnlinked();
    studio.cloud.cloud.faults.add({ status: 503 });
    studio.proxy.requests.length = 0;
    const lines = Array.from({ length: 50 }, () => `mara,${calendarPath("mara")}`);
    const result = await run(studio, ["artist,calendar_url", ...lines].join("\n"), true);
    expect(new Set(result.lines.map(({ result: one }) => one))).toEqual(new Set(["refused"]));
    expect(studio.proxy.requests.length).toBeLessThan(10);
  });

  test.each(["customer", "mara", "staff", "service"] as const)("%s may not", async (actor) => {
    const studio = await openStudio();
    const input = { csv: "artist,calendar_url\n", dryRun: true };
    await expect(importCalendars(studio.ctx(actor), input)).rejects.toMatchObject({ name: "AppError" });
  });
});

describe("reading an import", () => {
  test.each([
    ["no header", "mara,/x/", /calendar_url.*missing/],
    ["a column missing", "artist,purpose\nmara,write", /calendar_url is missing/],
    ["a column nobody knows", "artist,calendar_url,color\nmara,/x/,red", /“color” is not known/],
    ["a column twice", "artist,artist,calendar_url\na,b,/x/", /“artist” is not known, or there twice/],
  ])("refuses %s", (_name, csv, words) => {
    expect(() => readImport(csv)).toThrowError(words);
  });

  test("takes columns in any order, however they are spelled", () => {
    expect(readImport("Calendar URL,ARTIST\n/x/,Mara")).toEqual([
      { line: 2, artist: "Mara", calendar_url: "/x/", calendar_id: "", purpose: "", block_by: "" },
    ]);
  });

  test("takes 500 lines and 256 kB, and no more", () => {
    const lines = (count: number) => `artist,calendar_url\n${"mara,/x/\n".repeat(count)}`;
    expect(readImport(lines(MAX_IMPORT_LINES))).toHaveLength(MAX_IMPORT_LINES);
    expect(() => readImport(lines(MAX_IMPORT_LINES + 1))).toThrowError("At most 500 lines");
    const parse = (csv: string) => calendarImport.safeParse({ csv, dryRun: true }).success;
    expect(parse("é".repeat(128 * 1024))).toBe(true);
    expect(parse("é".repeat(128 * 1024 + 1))).toBe(false);
    expect(parse("  ")).toBe(false);
  });
});
