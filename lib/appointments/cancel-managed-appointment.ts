import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import type { AppointmentRow, AppointmentStatus } from "#db/queries/appointments.ts";
import { findArtist } from "#db/queries/artists.ts";
import { changeTogether, listSittings } from "#db/queries/sittings.ts";
import { customer } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { changeRules } from "./change-rules.ts";
import { somebodyFaster } from "./change-status.ts";
import { linkRefusal } from "./link-refusal.ts";
import { requireManaged } from "./require-managed.ts";
import { standingOffers } from "./standing-offers.ts";

const BUDGET_MS = 2 * SECOND;

/**
 * The customer calls it off by their own link: the token is the permission. With `later` the sittings of the series
 * after this one go as well, all or none.
 * @throws AppError `not_found`, `link_expired`, `booking_refused` within the artist's notice, `conflict`
 */
export async function cancelManagedAppointment(
  ctx: Ctx,
  token: string,
  options: { version?: number; later?: boolean } = {},
): Promise<void> {
  const appointment = await requireManaged(ctx, token);
  const artist = await findArtist(ctx.db, appointment.artistId);
  if (!artist) throw new AppError("not_found", "This link is not valid.");
  const { cancel } = changeRules(appointment, artist, ctx.now());
  if (cancel) throw linkRefusal(cancel);
  if (options.version !== undefined && options.version !== appointment.version) throw somebodyFaster();
  const rows = [appointment, ...(options.later ? await laterSittings(ctx, appointment) : [])];
  const acting = { ...ctx, actor: customer };
  const over = await standingOffers(acting, rows);
  const changes = rows.map(
    (row): AppointmentChange => ({
      id: row.id,
      expectedVersion: row.version,
      set: { status: "CANCELLED", statusReason: "by_customer" },
      audit: auditEntry(acting, { entity: "appointment", entityId: row.id, action: "cancelled" }),
      outbox: [
        ...(row.calendarId ? [calendarPush(ctx, row.id)] : []),
        ...mailNotices(ctx, {
          appointmentId: row.id,
          version: row.version + 1,
          template: "cancelled",
          to: ["customer", "artist"],
        }),
      ],
    }),
  );
  const outcome = await changeTogether(ctx.db, [...over.changes, ...changes], {
    offerIds: over.offerIds,
    as: "refused",
  });
  if (outcome !== "changed") throw somebodyFaster();
  const pushed = [...rows, ...over.held].filter((row) => row.calendarId !== null);
  await Promise.all(pushed.map((row) => deliverPush(ctx, row.id, BUDGET_MS)));
}

const ACTIVE: AppointmentStatus[] = ["PENDING", "CONFIRMED"];

async function laterSittings(ctx: Ctx, appointment: AppointmentRow): Promise<AppointmentRow[]> {
  if (appointment.seriesId === null) return [];
  const sittings = await listSittings(ctx.db, appointment.seriesId);
  return sittings.filter(
    (row) => row.seriesPosition > appointment.seriesPosition && ACTIVE.includes(row.status),
  );
}
