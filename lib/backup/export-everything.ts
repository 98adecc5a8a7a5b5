import { closeSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { type AppointmentWithNames, listAppointments } from "#db/queries/appointments.ts";
import { listArtists } from "#db/queries/artists.ts";
import { visitTables } from "#db/queries/backup.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { writeEvent } from "#lib/ical/write-event.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { eventDescription, eventSummary } from "#lib/sync/event-text.ts";

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
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parlour//Parlour//EN"];
  const out = (text: string[]) => writeFileSync(file, `${text.join("\r\n")}\r\n`, { flag: "a", mode: 0o600 });
  out(lines);
  for (let offset = 0; ; offset += PAGE) {
    const page = await listAppointments(ctx.db, { artistId, limit: PAGE, offset });
    if (page.length > 0) out(page.flatMap((appointment) => eventLines(ctx, appointment)));
    if (page.length < PAGE) break;
  }
  out(["END:VCALENDAR"]);
}

/** The lines from BEGIN:VEVENT to END:VEVENT. */
function eventLines(ctx: Ctx, appointment: AppointmentWithNames): string[] {
  const { status } = appointment;
  const text = writeEvent({
    uid: appointment.caldavUid,
    startMs: appointment.startMs,
    endMs: appointment.endMs,
    summary: eventSummary(appointment),
    description: eventDescription(ctx.env, appointment),
    url: adminLink(ctx.env, appointment.id),
    status:
      status === "PENDING"
        ? "TENTATIVE"
        : status === "DECLINED" || status === "CANCELLED"
          ? "CANCELLED"
          : "CONFIRMED",
    sequence: appointment.sequence,
    createdMs: appointment.createdAt,
    modifiedMs: appointment.updatedAt,
  });
  const all = text.split("\r\n");
  return all.slice(all.indexOf("BEGIN:VEVENT"), all.indexOf("END:VEVENT") + 1);
}
