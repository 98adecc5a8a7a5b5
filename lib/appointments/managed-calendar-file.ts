import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { writeEvent } from "#lib/ical/write-event.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { findManagedAppointment } from "./find-managed-appointment.ts";

/**
 * The appointment as an iCalendar file for the customer's own calendar. Its UID differs from the artist's event and
 * stays the same, so that a file fetched later replaces the entry.
 * @throws AppError `not_found` for a link that is not valid.
 */
export async function managedCalendarFile(ctx: Ctx, token: string): Promise<string> {
  const appointment = await findManagedAppointment(ctx, token);
  if (!appointment) throw new AppError("not_found", "This link is not valid.");
  const { name } = await studioSettings(ctx);
  return writeEvent({
    uid: `customer-${appointment.id}`,
    startMs: appointment.startMs,
    endMs: appointment.endMs,
    summary: `${appointment.service.name}, ${appointment.artist.name} (${name})`,
    url: manageUrl(ctx.env, appointment.id),
    status:
      appointment.status === "CONFIRMED"
        ? "CONFIRMED"
        : appointment.status === "PENDING"
          ? "TENTATIVE"
          : "CANCELLED",
    sequence: appointment.version,
    createdMs: appointment.createdAt,
    modifiedMs: ctx.now(),
  });
}
