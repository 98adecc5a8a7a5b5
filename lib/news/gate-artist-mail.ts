import { findAppointment } from "#db/queries/appointments.ts";
import { findInquiry } from "#db/queries/inquiries.ts";
import { newsReadersOfArtist } from "#db/queries/news-choices.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { splitNotice } from "#db/queries/split-notice.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { ONE_READER } from "#lib/mail/is-to-artist.ts";
import { choicesOf, type NewsEvent } from "./choices.ts";
import { heldUntil } from "./plan-news.ts";

/** The line of the choices that a notice to the artist belongs to; what is not here always comes. */
const EVENT_OF: Record<string, NewsEvent> = {
  requested: "requested",
  received: "requested",
  // Answers to times the artist offered: they go on with what was asked for.
  offer_chosen: "requested",
  offer_expired: "requested",
  offer_refused: "requested",
  chosen: "requested",
  confirmed: "confirmed",
  rescheduled: "cancelled",
  cancelled: "cancelled",
  declined: "cancelled",
  expired: "cancelled",
  withdrawn: "cancelled",
};

/** As the notice was written first: to the artist, whoever that is. */
export function asToArtist(row: OutboxRow): OutboxRow {
  return { ...row, payload: { ...row.payload, to: "artist" } };
}

/**
 * Who reads a notice to the artist by their own choice, as addresses. Where one of them has quiet hours it is split
 * into one for each reader, theirs for later: then the answer is null, and this row is gone.
 */
export async function gateArtistMail(ctx: Pick<Ctx, "db" | "now">, row: OutboxRow): Promise<string[] | null> {
  const { to = "", template = "" } = row.payload;
  const onlyId = to.startsWith(ONE_READER) ? to.slice(ONE_READER.length) : null;
  const event = EVENT_OF[template];
  const nowMs = ctx.now();
  const readers = (await newsReadersOfArtist(ctx.db, await artistOf(ctx, row)))
    .filter(({ user }) => onlyId === null || user.id === onlyId)
    .map(({ user, choices }) => ({ user, choices: choicesOf(choices, user) }))
    .filter(({ choices }) => event === undefined || choices.events[event].mail)
    .map(({ user, choices }) => ({ user, until: heldUntil(event ?? "requested", choices, nowMs) }));
  if (!readers.some(({ until }) => until !== null)) return readers.map(({ user }) => user.email);
  const rows = readers.map(({ user, until }) => ({
    ...row,
    id: onlyId === null ? `${row.id}:${user.id}` : row.id,
    payload: { ...row.payload, to: `${ONE_READER}${user.id}` },
    nextAttemptAt: until ?? nowMs,
  }));
  await splitNotice(ctx.db, row, rows);
  return null;
}

async function artistOf({ db }: Pick<Ctx, "db">, row: OutboxRow): Promise<string> {
  if (row.payload.about === "inquiry")
    return (await findInquiry(db, row.payload.inquiryId ?? ""))?.artistId ?? "";
  return (await findAppointment(db, row.appointmentId ?? ""))?.artistId ?? "";
}
