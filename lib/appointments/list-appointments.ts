import * as queries from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireSignedIn, visibleArtistId } from "#lib/auth/permissions.ts";
import { type AppointmentView, toAppointmentView } from "./appointment-view.ts";

const MAX_ROWS = 200;

/** Appointments somebody may see, soonest first unless said otherwise. Artists see their own; asking for another's is refused. */
export async function listAppointments(
  ctx: Ctx,
  filter: {
    statuses?: queries.AppointmentStatus[];
    artistId?: string;
    fromMs?: number;
    toMs?: number;
    limit?: number;
    offset?: number;
    order?: "soonest" | "latest";
    /** Stands in the client's name, email, phone or words, whatever the case. */
    text?: string;
  },
): Promise<AppointmentView[]> {
  requireSignedIn(ctx.actor);
  const artistId = filter.artistId ?? visibleArtistId(ctx.actor);
  requireAppointmentAccess(ctx.actor, artistId);
  const rows = await queries.listAppointments(ctx.db, {
    ...filter,
    artistId,
    limit: Math.min(filter.limit ?? 50, MAX_ROWS),
  });
  return rows.map(toAppointmentView);
}
