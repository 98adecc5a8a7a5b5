import { ANYONE, type BookingOffer, type BookingPurpose } from "#components/booking/booking-offer.ts";
import { parseBookingParams } from "#components/booking/booking-url.ts";
import { endOf } from "#components/booking/clock-words.ts";
import { freshnessKind } from "#components/booking/freshness-kind.ts";
import { readFormDraft } from "#lib/appointments/form-draft.ts";
import type { BookableArtist, BookableService } from "#lib/artists/bookable-artist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { availabilityVersion } from "#lib/availability/availability-version.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { newId } from "#lib/core/ids.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { freshenSoon } from "#lib/sync/freshen-soon.ts";
import { earlierRequest } from "./earlier-request.ts";
import { LOADED_MS, loadSlots } from "./load-slots.ts";
import { type PageQuery, pageQuery } from "./page-query.ts";

export interface OfferQuestion {
  /** `any`: whoever is free first of those in `anyOf`. */
  artist: Pick<BookableArtist, "id" | "slug" | "name" | "timeZone" | "hasCalendar"> | typeof ANYONE;
  /** Those who offer the service, in the studio's order; only read with `any`. */
  anyOf?: readonly Pick<BookableArtist, "id" | "name" | "hasCalendar">[];
  service: BookableService;
  query: PageQuery;
  /** The page's own address; its links and forms lead back to it. */
  path: string;
  /** The length is given: nothing to choose. Minutes. */
  durationMinutes?: number;
  /** Does not stand in its own way. */
  exceptAppointmentId?: string;
  /** Times before this are not offered, epoch ms. */
  earliestMs?: number;
  purpose: BookingPurpose;
}

/**
 * Everything the pages need that let somebody choose a time: the next four months of slots, and whether the time in the
 * address is still free. No network is waited for.
 * @throws AppError `not_found` for ids that are gone
 */
export async function loadBookingOffer(ctx: Ctx, question: OfferQuestion): Promise<BookingOffer> {
  const { artist: who, service, path, purpose } = question;
  const anyOf = who === ANYONE ? (question.anyOf ?? []) : [];
  const artist =
    who === ANYONE
      ? { id: ANYONE, slug: ANYONE, name: "", timeZone: (await studioSettings(ctx)).timeZone }
      : { id: who.id, slug: who.slug, name: who.name, timeZone: who.timeZone };
  for (const { id } of who === ANYONE ? anyOf : [artist]) freshenSoon(ctx, id);
  const asked = parseBookingParams(pageQuery(question.query));
  const durationMinutes =
    question.durationMinutes ??
    service.durationChoices.find((choice) => choice === asked.lengthMinutes) ??
    service.durationMinutes;
  const nowMs = ctx.now();
  const choice = { artistId: artist.id, serviceId: service.id, durationMinutes };
  const except = question.exceptAppointmentId && { exceptAppointmentId: question.exceptAppointmentId };
  // Before the slots are read: what changes meanwhile is told once more.
  const version = who === ANYONE ? 0 : availabilityVersion(ctx, artist.id);
  const [loaded, check, draft, earlier] = await Promise.all([
    loadSlots(ctx, {
      ...choice,
      ...except,
      asked,
      nowMs,
      earliestMs: question.earliestMs ?? null,
      anyOf: anyOf.map(({ id }) => id),
    }),
    asked.startMs === null
      ? null
      : checkAvailability(ctx, {
          artistId: artist.id,
          serviceId: service.id,
          startMs: asked.startMs,
          endMs: endOf(asked.startMs, durationMinutes),
          ...except,
        }),
    asked.draft ? readFormDraft(ctx, asked.draft) : null,
    purpose.kind === "book" ? earlierRequest(ctx, { ...choice, startMs: asked.startMs }) : null,
  ]);
  // Among several the one without a calendar makes the answer unverified; nothing is out of reach for that.
  const hasCalendar = who === ANYONE ? anyOf.every((one) => one.hasCalendar) : who.hasCalendar;
  return {
    path,
    purpose,
    artist,
    anyOf: anyOf.map(({ id, name }) => ({ id, name })),
    service: {
      id: service.id,
      name: service.name,
      durationChoices: question.durationMinutes === undefined ? service.durationChoices : [durationMinutes],
      sessions: purpose.kind === "book" ? service.sessions : 1,
      depositAmount: purpose.kind === "book" ? service.depositAmount : null,
      currency: service.currency,
      asksPictures: service.asksPictures,
      asksConsent: service.consentFormId !== null,
    },
    durationMinutes,
    nowMs,
    availabilityVersion: version,
    starts: loaded.starts,
    who: loaded.who,
    loadedFromMs: nowMs,
    loadedToMs: nowMs + LOADED_MS,
    earliestMs: question.earliestMs ?? null,
    exceptAppointmentId: question.exceptAppointmentId ?? null,
    freshness: {
      asOf: loaded.asOf,
      verified: loaded.verified,
      kind: freshnessKind(loaded.verified, hasCalendar),
    },
    check: check && asked.startMs !== null ? { startMs: asked.startMs, answer: check } : null,
    draft,
    idempotencyKey: newId(),
    earlier,
  };
}
