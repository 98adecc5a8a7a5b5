import { listSittings } from "#db/queries/sittings.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadAppointment } from "./load-appointment.ts";
import { type SittingPlace, sittingPlaces } from "./sittings.ts";

/** Every place of the series an appointment belongs to; empty where there is none. @throws as loadAppointment */
export async function listAppointmentSittings(ctx: Ctx, id: string): Promise<SittingPlace[]> {
  const { seriesId, seriesTotal } = await loadAppointment(ctx, id);
  return seriesId === null ? [] : sittingPlaces(await listSittings(ctx.db, seriesId), seriesTotal);
}
