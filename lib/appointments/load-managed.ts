import type { AppointmentRow, AppointmentWithNames } from "#db/queries/appointments.ts";
import { type BookingSetup, findBookingSetup } from "#db/queries/artists.ts";
import { findService } from "#db/queries/services.ts";
import { listHeldPlaces, listSittings } from "#db/queries/sittings.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { type ChangeRules, changeRules } from "./change-rules.ts";
import {
  type NextSitting,
  nextSitting,
  roomOfSitting,
  type SittingPlace,
  sittingPlaces,
} from "./sittings.ts";

/** What decides what a customer may do with an appointment by its link. */
export interface ManagedRules extends ChangeRules {
  artist: BookingSetup["artist"] | null;
  /** The series, where the appointment belongs to one. */
  sittings: AppointmentRow[];
  places: SittingPlace[];
  next: NextSitting | null;
  /** What its neighbours in the series leave; epoch milliseconds, null where they leave everything. */
  room: { fromMs: number | null; toMs: number | null };
}

/** Reads the rules of the artist, the service and the series. A service nobody offers any more is moved by nobody. */
export async function loadManagedRules(
  ctx: Pick<Ctx, "db" | "now">,
  appointment: AppointmentWithNames,
): Promise<ManagedRules> {
  const setup = await findBookingSetup(ctx.db, appointment.artistId);
  const notice = setup?.artist ?? { changeNoticeMinutes: 0, customersMayMove: false };
  const rules = changeRules(appointment, notice, ctx.now());
  const offered =
    setup?.artist.active && setup.services.some((service) => service.id === appointment.serviceId);
  const sittings = appointment.seriesId === null ? [] : await listSittings(ctx.db, appointment.seriesId);
  const heldPlaces = appointment.seriesId === null ? [] : await listHeldPlaces(ctx.db, appointment.seriesId);
  const gapDays = (await findService(ctx.db, appointment.serviceId))?.sessionGapDays ?? 0;
  const places = sittings.length === 0 ? [] : sittingPlaces(sittings, appointment.seriesTotal);
  return {
    ...rules,
    move: rules.move ?? (offered ? null : "not_by_link"),
    artist: setup?.artist ?? null,
    sittings,
    places,
    next: offered ? nextSitting(places, gapDays, heldPlaces) : null,
    room: roomOfSitting(places, appointment.seriesPosition, gapDays),
  };
}
