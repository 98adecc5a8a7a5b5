import { closeSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { listAppointments } from "#db/queries/appointments.ts";
import { listArtists } from "#db/queries/artists.ts";
import { visitTables } from "#db/queries/backup.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { CALENDAR_BEGIN, CALENDAR_END, eventLines } from "./event-lines.ts";

const PAGE = 500;

/**
 * Writes everything into an empty or new folder, to take it elsewhere: one JSON file for each kind of thing, without
 * hashes, tokens and passwords, and each artist's appointments as a calendar file. @returns the names of the files.
 * @throws AppError `conflict` when the folder holds something already.
 */
export async function exportEverything(ctx: Ctx, directory: string): Promise<string[]> {
  requireAdmin(ctx.actor);
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw new AppError("conflict", `${directory} is not empty; choose another folder.`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const files: string[] = [];
  visitTables(ctx.db, ({ name, rows }) => {
    files.push(`${name}.json`);
    writeRows(path.join(directory, `${name}.json`), rows);
  });
  for (const artist of await listArtists(ctx.db)) {
    files.push(`${artist.slug}.ics`);
    await writeCalendar(ctx, path.join(directory, `${artist.slug}.ics`), artist.id);
  }
  return files;
}

function writeRows(file: string, rows: Iterable<Record<string, unknown>>): void {
  const out = openSync(file, "wx", 0o600);
  try {
    let before = "[\n";
    for (const row of rows) {
      writeSync(out, `${before}${JSON.stringify(row)}`);
      before = ",\n";
    }
    writeSync(out, before === "[\n" ? "[]\n" : "\n]\n");
  } finally {
    closeSync(out);
  }
}

async function writeCalendar(ctx: Ctx, file: string, artistId: string): Promise<void> {
  const out = (text: string[]) => writeFileSync(file, `${text.join("\r\n")}\r\n`, { flag: "a", mode: 0o600 });
  out(CALENDAR_BEGIN);
  for (let offset = 0; ; offset += PAGE) {
    const page = await listAppointments(ctx.db, { artistId, limit: PAGE, offset });
    if (page.length > 0) out(page.flatMap((appointment) => eventLines(ctx, appointment)));
    if (page.length < PAGE) break;
  }
  out(CALENDAR_END);
}
