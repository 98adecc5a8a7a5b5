import { insertWaitlistEntry } from "#db/queries/waitlist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { addDays, dayOf } from "#lib/core/time-zone.ts";
import { bookingCustomer } from "#lib/customers/booking-customer.ts";
import { bookingRefused, requireMayBook } from "#lib/customers/require-may-book.ts";
import { manageToken, manageUrl } from "#lib/links/manage-link.ts";
import { waitlistNotice } from "#lib/sync/outbox-rows.ts";
import type { WaitlistRequest } from "./input.ts";
import { matchingStarts } from "./matching-starts.ts";

/** One address waits for an artist at most so often. */
const MOST_ENTRIES = 5;
const LONGEST_DAYS = 366;
const SHOWN_STARTS = 6;

/** `free` is not empty where nobody need wait: nothing was stored then. Instants are epoch milliseconds. */
export type Joined =
  | { entry: { id: string }; waitlistUrl: string; free: [] }
  | { entry: null; waitlistUrl: null; free: { startMs: number; endMs: number }[] };

/**
 * Somebody wants to hear when a time becomes free. Where one is free now, they are told so instead. The same form sent
 * twice is one entry.
 * @throws AppError `invalid_input`, `not_found`, `booking_refused`, `slot_unavailable` for a service that begins with an
 *   idea
 */
export async function joinWaitlist(
  ctx: Ctx,
  input: WaitlistRequest,
  { locale }: { locale: string },
): Promise<Joined> {
  if (input.website) throw bookingRefused();
  const { artist, service, rules } = await loadRules(ctx.db, input);
  if (!service)
    throw new AppError("not_found", "There is no such service.", { errors: { serviceId: ["unknown"] } });
  if (service.bookingMode === "idea")
    throw new AppError(
      "slot_unavailable",
      "This begins with an idea: tell the artist what you have in mind.",
      {
        errors: { serviceId: ["idea_first"] },
      },
    );
  const today = dayOf(ctx.now(), artist.timeZone);
  const fromDay = input.fromDay !== undefined && input.fromDay > today ? input.fromDay : today;
  if (input.toDay < today) throw wrongDay("past");
  if (input.toDay < fromDay) throw wrongDay("before_start");
  if (input.toDay > addDays(today, LONGEST_DAYS)) throw wrongDay("too_far");
  await requireMayBook(ctx, { email: input.clientEmail, phone: input.clientPhone });
  const weekdays = [...new Set(input.weekdays)].sort((a, b) => a - b);
  const wish = {
    artistId: artist.id,
    serviceId: service.id,
    durationMinutes: rules.durationMs / MINUTE,
    fromDay,
    toDay: input.toDay,
    weekdays: weekdays.length === 7 ? [] : weekdays,
    passedStarts: [],
  };
  const free = await matchingStarts(ctx, wish, { timeZone: artist.timeZone, most: SHOWN_STARTS });
  if (free.length > 0) return { entry: null, waitlistUrl: null, free };

  const id = newId();
  const now = ctx.now();
  const linked = { id, linkGeneration: 0 };
  const stored = await insertWaitlistEntry(ctx.db, {
    entry: {
      ...wish,
      id,
      state: "WAITING",
      timeZone: input.timeZone ?? artist.timeZone,
      locale,
      clientName: input.clientName,
      clientEmail: input.clientEmail,
      clientPhone: input.clientPhone,
      description: input.description,
      tokenHash: manageToken(ctx.env, linked, "waitlist").hash,
      createdAt: now,
      updatedAt: now,
    },
    customer: bookingCustomer(ctx, {
      name: input.clientName,
      email: input.clientEmail,
      phone: input.clientPhone,
    }),
    maximum: MOST_ENTRIES,
    audit: auditEntry(ctx, { entity: "waitlist", entityId: id, action: "joined" }),
    outbox: waitlistNotice(ctx, { entryId: id, version: 1, template: "joined" }),
  });
  if (stored === "full")
    throw new AppError(
      "conflict",
      `You are on the waitlist of ${artist.name} ${MOST_ENTRIES} times already.`,
    );
  return { entry: { id: stored.id }, waitlistUrl: manageUrl(ctx.env, stored, "waitlist"), free: [] };
}

function wrongDay(key: string): AppError {
  return new AppError("invalid_input", "Please check the days.", { errors: { toDay: [key] } });
}
