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
import type { CalendarSettings, StoredCalendar, StoredObject, TrashedObject } from "./calendar-store.ts";

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
  // Without `trashed` it left nothing in the trash bin.
  z.object({
    kind: z.literal("delete"),
    name: z.string(),
    trashed: z.object({ id: z.int(), deletedAt: z.number() }).optional(),
  }),
  z.object({ kind: z.literal("restore"), name: z.string(), id: z.int() }),
  z.object({ kind: z.literal("purge"), name: z.string(), id: z.int() }),
]);
type JournalLine = z.infer<typeof journalLineSchema>;

/** Where the calendars of a data directory live; its absence means that nothing was ever stored. */
export const calendarsDir = (dataDir: string) => join(dataDir, "calendars");

const hash = (text: string) => createHash("sha1").update(text).digest("hex");

/**
 * Calendars on disk, a folder each: `calendar.json` (settings), `journal.jsonl` (every change in order),
 * `objects/` and `trash/`. A file is written before the journal line that needs it, and removed after the one
 * that does not, so that a crash between the two leaves the old state.
 */
export function openCalendarFiles(dataDir: string) {
  const root = calendarsDir(dataDir);
  const folderOf = (calendar: CalendarSettings) => join(root, hash(`${calendar.owner}/${calendar.uri}`));
  const bodyFile = (calendar: CalendarSettings, object: { name: string; etag: string }) =>
    join(folderOf(calendar), "objects", `${hash(object.name)}-${object.etag.replaceAll('"', "")}.ics`);
  const trashFile = (calendar: CalendarSettings, id: number) =>
    join(folderOf(calendar), "trash", `${id}.ics`);
  const appendLine = (calendar: CalendarSettings, line: JournalLine) =>
    appendFileSync(join(folderOf(calendar), "journal.jsonl"), `${JSON.stringify(line)}\n`);

  function replay(calendar: StoredCalendar, file: string) {
    const journal = readFileSync(file, "utf8");
    const complete = journal.slice(0, journal.lastIndexOf("\n") + 1);
    // What stands after the last line end was cut off by a crash, and never answered.
    if (complete !== journal) writeFileSync(file, complete);
    const latest = new Map<string, Omit<StoredObject, "body">>();
    const trash = new Map<number, Omit<TrashedObject, "body">>();
    for (const text of complete.split("\n").slice(0, -1)) {
      const line = journalLineSchema.parse(JSON.parse(text));
      const appears = line.kind === "put" || line.kind === "restore";
      const kind = appears ? "put" : "delete";
      calendar.changes.push({ token: calendar.changes.length + 1, name: line.name, kind });
      if (line.kind === "put") latest.set(line.name, line);
      else if (line.kind === "delete") {
        const object = latest.get(line.name);
        if (object !== undefined && line.trashed !== undefined)
          trash.set(line.trashed.id, { ...object, ...line.trashed });
        latest.delete(line.name);
      } else {
        const trashed = trash.get(line.id);
        if (line.kind === "restore" && trashed !== undefined) latest.set(line.name, trashed);
        trash.delete(line.id);
      }
    }
    for (const { name, uid, component, classification, etag, modified } of latest.values()) {
      const body = readFileSync(bodyFile(calendar, { name, etag }));
      calendar.objects.set(name, { name, uid, component, classification, etag, modified, body });
    }
    for (const { name, uid, component, classification, etag, modified, id, deletedAt } of trash.values()) {
      const body = readFileSync(trashFile(calendar, id));
      const facts = { name, uid, component, classification, etag, modified, body };
      calendar.trash.set(id, { ...facts, id, deletedAt });
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
          const calendar = { ...settings, objects: new Map(), changes: [], trash: new Map() };
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
    /** The object is in another calendar now. */
    forgetObject(calendar: CalendarSettings, object: StoredObject) {
      appendLine(calendar, { kind: "delete", name: object.name });
      rmSync(bodyFile(calendar, object), { force: true });
    },
    trashObject(calendar: CalendarSettings, trashed: TrashedObject) {
      const { name, id, deletedAt } = trashed;
      mkdirSync(join(folderOf(calendar), "trash"), { recursive: true });
      writeFileSync(trashFile(calendar, id), trashed.body);
      appendLine(calendar, { kind: "delete", name, trashed: { id, deletedAt } });
      rmSync(bodyFile(calendar, trashed), { force: true });
    },
    restoreObject(calendar: CalendarSettings, trashed: TrashedObject) {
      writeFileSync(bodyFile(calendar, trashed), trashed.body);
      appendLine(calendar, { kind: "restore", name: trashed.name, id: trashed.id });
      rmSync(trashFile(calendar, trashed.id), { force: true });
    },
    /** `name` is the one the change log knows it by. */
    purgeObject(calendar: CalendarSettings, trashed: TrashedObject, name: string) {
      appendLine(calendar, { kind: "purge", name, id: trashed.id });
      rmSync(trashFile(calendar, trashed.id), { force: true });
    },
  };
}
