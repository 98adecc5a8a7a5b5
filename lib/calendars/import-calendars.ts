import { type ArtistRow, listArtists } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import { createCalendar, requireSensiblePurpose } from "./create-calendar.ts";
import { findRemoteCalendar } from "./find-remote-calendar.ts";
import type { CalendarImportInput, ImportLine } from "./import-input.ts";
import { type NewCalendarInput, newCalendar } from "./input.ts";
import { readImport, type WrittenLine } from "./read-import.ts";

/** The calendars an artist has or, in a dry run, would have by now. */
type Links = Map<string, { href: string; purpose: "write" | "block" }[]>;

/**
 * Links calendars named in CSV, a line each; a line that cannot be used hinders no other. A dry run asks Nextcloud
 * the same questions and changes nothing.
 * @throws AppError `not_allowed`, `invalid_input` at `csv` when the file cannot be read at all
 */
export async function importCalendars(
  ctx: Ctx,
  input: CalendarImportInput,
): Promise<{ dryRun: boolean; lines: ImportLine[] }> {
  requireAdmin(ctx.actor);
  const written = readImport(input.csv);
  const artists = await listArtists(ctx.db);
  const links: Links = new Map();
  for (const { artistId, href, purpose } of await listCalendars(ctx.db))
    links.set(artistId, [...(links.get(artistId) ?? []), { href, purpose }]);
  const lines: ImportLine[] = [];
  // A server that cannot be asked is not asked five hundred times.
  let down: UpstreamError | null = null;
  for (const line of written) {
    const outcome = await settle(async () => {
      const wanted = readLine(line, artists);
      if (down) throw down;
      if (input.dryRun) return await foresee(ctx, wanted, links);
      await createCalendar(ctx, wanted);
      return "added";
    });
    if (outcome.error instanceof UpstreamError) down = outcome.error;
    lines.push({
      line: line.line,
      artist: line.artist,
      calendar: line.calendar_url,
      ...outcome.judged,
    });
  }
  return { dryRun: input.dryRun, lines };
}

type Judged = Pick<ImportLine, "result" | "reason" | "words">;

async function settle(
  work: () => Promise<ImportLine["result"]>,
): Promise<{ judged: Judged; error: unknown }> {
  try {
    return { judged: { result: await work(), reason: null, words: null }, error: null };
  } catch (error) {
    return { judged: judgeRefusal(error), error };
  }
}

function judgeRefusal(error: unknown): Judged {
  const upstream = error instanceof AppError ? error.cause : error;
  if (upstream instanceof UpstreamError) {
    const { key, title, cure } = explainUpstream(upstream);
    return { result: "refused", reason: key, words: `${title}. ${upstream.message} ${cure}` };
  }
  if (!(error instanceof AppError)) throw error;
  const [reason = error.code] = Object.values(error.errors ?? {}).flat();
  if (reason === "already_used") return { result: "exists", reason: null, words: null };
  return { result: "refused", reason, words: error.message };
}

/** @throws AppError `invalid_input` with a key at the column that cannot be used */
function readLine(line: WrittenLine, artists: ArtistRow[]): NewCalendarInput {
  const fold = (text: string) => text.normalize("NFC").toLowerCase();
  const wanted = fold(line.artist);
  const named = artists.filter(({ name }) => fold(name) === wanted);
  const artist =
    artists.find(({ id, slug }) => id === line.artist || slug === line.artist) ??
    (named.length === 1 ? named[0] : undefined);
  if (line.artist === "") throw refused("artist", "artist_missing", "No artist is named.");
  if (!artist && named.length > 1)
    throw refused("artist", "artist_ambiguous", `Several artists are called ${line.artist}; use the slug.`);
  if (!artist) throw refused("artist", "artist_unknown", `There is no artist ${line.artist}.`);
  const parsed = newCalendar.safeParse({
    artistId: artist.id,
    calendarUrl: line.calendar_url,
    calendarId: line.calendar_id || undefined,
    purpose: line.purpose || undefined,
    blockBy: line.block_by || undefined,
  });
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? "");
  if (field === "purpose") throw refused("purpose", "purpose_unknown", "purpose must be write or block.");
  if (field === "blockBy")
    throw refused("blockBy", "block_by_unknown", "block_by must be busy or everything.");
  if (line.calendar_url === "") throw refused("calendarUrl", "address_missing", "No address is given.");
  throw refused("calendarUrl", "address_too_long", "The address or the calendar's id is too long.");
}

/** What createCalendar would say. @throws AppError, UpstreamError as it does */
async function foresee(ctx: Ctx, wanted: NewCalendarInput, links: Links): Promise<"ready"> {
  const remote = await findRemoteCalendar(ctx, wanted);
  const others = links.get(wanted.artistId) ?? [];
  if (others.some(({ href }) => href === remote.href))
    throw refused("calendarUrl", "already_used", "The artist uses this calendar already.");
  const hasOtherWritten = others.some(({ purpose }) => purpose === "write");
  const purpose = wanted.purpose ?? (hasOtherWritten || !remote.writable ? "block" : "write");
  requireSensiblePurpose(purpose, { hasOtherWritten, writable: remote.writable });
  links.set(wanted.artistId, [...others, { href: remote.href, purpose }]);
  return "ready";
}

function refused(field: string, reason: string, sentence: string): AppError {
  return new AppError("invalid_input", sentence, { errors: { [field]: [reason] } });
}
