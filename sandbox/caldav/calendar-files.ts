import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CalendarSettings, StoredCalendar, StoredObject } from "./calendar-store.ts";

const settingsSchema = z.object({
  owner: z.string(),
  uri: z.string(),
  displayName: z.string(),
  color: z.string(),
  components: z.array(z.string()),
  shares: z.array(z.object({ user: z.string(), access: z.enum(["read", "read-write"]) })),
});

const journalLineSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("put"),
    name: z.string(),
    uid: z.string(),
    component: z.string(),
    classification: z.enum(["PUBLIC", "PRIVATE", "CONFIDENTIAL"]),
    etag: z.string(),
    modified: z.number(),
  }),
  z.object({ kind: z.literal("delete"), name: z.string(), uid: z.string() }),
]);
type JournalLine = z.infer<typeof journalLineSchema>;

/** Where the calendars of a data directory live; its absence means that nothing was ever stored. */
export const calendarsDir = (dataDir: string) => join(dataDir, "calendars");

const hash = (text: string) => createHash("sha1").update(text).digest("hex");

/**
 * Calendars on disk, a folder each: `calendar.json` (settings), `journal.jsonl` (every change in order) and
 * `objects/`. An object's file is written under its ETag before its journal line, so that a crash between the
 * two leaves the old state.
 */
export function openCalendarFiles(dataDir: string) {
  const root = calendarsDir(dataDir);
  const folderOf = (calendar: CalendarSettings) => join(root, hash(`${calendar.owner}/${calendar.uri}`));
  const bodyFile = (calendar: CalendarSettings, object: { name: string; etag: string }) =>
    join(folderOf(calendar), "objects", `${hash(object.name)}-${object.etag.replaceAll('"', "")}.ics`);
  const appendLine = (calendar: CalendarSettings, line: JournalLine) =>
    appendFileSync(join(folderOf(calendar), "journal.jsonl"), `${JSON.stringify(line)}\n`);

  function replay(calendar: StoredCalendar, file: string) {
    const journal = readFileSync(file, "utf8");
    const complete = journal.slice(0, journal.lastIndexOf("\n") + 1);
    // What stands after the last line end was cut off by a crash, and never answered.
    if (complete !== journal) writeFileSync(file, complete);
    const latest = new Map<string, Omit<StoredObject, "body">>();
    for (const text of complete.split("\n").slice(0, -1)) {
      const line = journalLineSchema.parse(JSON.parse(text));
      calendar.changes.push({ token: calendar.changes.length + 1, name: line.name, kind: line.kind });
      if (line.kind === "put") latest.set(line.name, line);
      else {
        latest.delete(line.name);
        calendar.trashedUids.add(line.uid);
      }
    }
    for (const { name, uid, component, classification, etag, modified } of latest.values()) {
      const body = readFileSync(bodyFile(calendar, { name, etag }));
      calendar.objects.set(name, { name, uid, component, classification, etag, modified, body });
    }
  }

  return {
    /** All calendars, ordered by owner and uri; empty on a fresh directory. */
    load(): StoredCalendar[] {
      if (!existsSync(root)) return [];
      return readdirSync(root)
        .filter((folder) => existsSync(join(root, folder, "calendar.json")))
        .map((folder) => {
          const settings = settingsSchema.parse(
            JSON.parse(readFileSync(join(root, folder, "calendar.json"), "utf8")),
          );
          const calendar = { ...settings, objects: new Map(), changes: [], trashedUids: new Set<string>() };
          const journal = join(root, folder, "journal.jsonl");
          if (existsSync(journal)) replay(calendar, journal);
          return calendar;
        })
        .sort((a, b) => (`${a.owner}/${a.uri}` < `${b.owner}/${b.uri}` ? -1 : 1));
    },
    saveSettings(calendar: CalendarSettings) {
      const { owner, uri, displayName, color, components, shares } = calendar;
      mkdirSync(join(folderOf(calendar), "objects"), { recursive: true });
      const file = join(folderOf(calendar), "calendar.json");
      writeFileSync(`${file}.new`, JSON.stringify({ owner, uri, displayName, color, components, shares }));
      renameSync(`${file}.new`, file);
    },
    removeCalendar(calendar: CalendarSettings) {
      rmSync(folderOf(calendar), { recursive: true, force: true });
    },
    writeObject(calendar: CalendarSettings, object: StoredObject, previous: StoredObject | undefined) {
      const { name, uid, component, classification, etag, modified } = object;
      writeFileSync(bodyFile(calendar, object), object.body);
      appendLine(calendar, { kind: "put", name, uid, component, classification, etag, modified });
      if (previous !== undefined && previous.etag !== etag)
        rmSync(bodyFile(calendar, previous), { force: true });
    },
    deleteObject(calendar: CalendarSettings, object: StoredObject) {
      appendLine(calendar, { kind: "delete", name: object.name, uid: object.uid });
      rmSync(bodyFile(calendar, object), { force: true });
    },
  };
}
