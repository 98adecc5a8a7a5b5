import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busy } from "./busy.ts";

let folder = "";
let file = "";

const calendar = [
  "BEGIN:VCALENDAR",
  "BEGIN:VEVENT",
  "UID:second",
  "DTSTART;TZID=Europe/Vienna:20260106T090000",
  "DURATION:PT1H30M",
  "STATUS:TENTATIVE",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "DTSTART;VALUE=DATE:20260105",
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "UID:broken",
  "DTSTART:whenever",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");

const window = [
  "--from",
  "2026-01-01T00:00:00Z",
  "--to",
  "2026-02-01T00:00:00+01:00",
  "--time-zone",
  "Europe/Vienna",
];

async function run(...argv: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await busy(argv, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlour-busy-"));
  file = join(folder, "calendar.ics");
  await writeFile(file, calendar);
});
afterAll(() => rm(folder, { recursive: true }));

describe("parlour busy", () => {
  test("prints a line for each occurrence, and what cannot be read to the other side", async () => {
    expect(await run(file, ...window)).toEqual({
      code: 0,
      out: [
        '{"uid":"","start":"2026-01-05","end":"2026-01-06","allDay":true,"status":"","transparency":"TRANSPARENT","busy":false}',
        '{"uid":"second","start":"2026-01-06T08:00:00Z","end":"2026-01-06T09:30:00Z","allDay":false,"status":"TENTATIVE","transparency":"","busy":true}',
      ],
      err: ["broken: DTSTART is no date"],
    });
  });

  test("takes instants in basic form", async () => {
    const argv = [file, "--from", "20260106T000000Z", "--to=20260107T000000Z", "--time-zone", "UTC"];
    expect((await run(...argv)).out).toHaveLength(1);
  });

  test("takes dates in the zone given", async () => {
    const argv = [file, "--from", "2026-01-06", "--to", "2026-01-07", "--time-zone", "America/New_York"];
    expect((await run(...argv)).out).toHaveLength(1);
    const later = [
      file,
      "--from",
      "2026-01-06T04:30:00",
      "--to",
      "2026-01-07",
      "--time-zone",
      "America/New_York",
    ];
    expect((await run(...later)).out).toHaveLength(0);
  });

  test.each([
    [[]],
    [["a.ics", "--from", "2026-01-01T00:00:00Z"]],
    [["a.ics", "--from", "yesterday", "--to", "2026-02-01T00:00:00Z", "--time-zone", "UTC"]],
    [["a.ics", "--from", "2026-02-30T00:00:00Z", "--to", "2026-04-01T00:00:00Z", "--time-zone", "UTC"]],
    [["a.ics", "--from", "2026-03-01T00:00:00Z", "--to", "2026-02-01T00:00:00Z", "--time-zone", "UTC"]],
    [["a.ics", "--from", "2026-01-01T00:00:00Z", "--to", "2026-02-01T00:00:00Z", "--time-zone", "Mars"]],
    [["a.ics", "b.ics", ...window]],
    [["a.ics", "--colour", ...window]],
  ])("wrong usage %j is code 2 and one line", async (argv) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out, lines: err.length }).toEqual({ code: 2, out: [], lines: 1 });
  });

  test("a file that is not there is code 1", async () => {
    const { code, err } = await run(join(folder, "none.ics"), ...window);
    expect(code).toBe(1);
    expect(err).toEqual([expect.stringContaining("cannot read")]);
  });
});
