import { cookies } from "next/headers";
import { ANYONE } from "#components/booking/booking-offer.ts";
import { findManagedAppointment } from "#lib/appointments/find-managed-appointment.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { ownRequestCookie } from "#lib/http/own-request-cookie.ts";

/**
 * The request this browser has just made for the very time it looks at: whoever comes back, or sends the same form
 * in a second tab, is led to it.
 */
export async function earlierRequest(
  ctx: Ctx,
  choice: { artistId: string; serviceId: string; startMs: number | null },
): Promise<{ path: string } | null> {
  const token = (await cookies()).get(ownRequestCookie)?.value;
  if (!token || choice.startMs === null) return null;
  const own = await findManagedAppointment(ctx, token);
  if (!own || (own.status !== "PENDING" && own.status !== "CONFIRMED")) return null;
  const same =
    own.startMs === choice.startMs &&
    own.service.id === choice.serviceId &&
    (choice.artistId === ANYONE || own.artist.id === choice.artistId);
  return same ? { path: `/appointment/${token}` } : null;
}
