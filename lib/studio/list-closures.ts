import { type ClosureRow, listClosures as readClosures } from "#db/queries/closures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { dayOf } from "#lib/core/time-zone.ts";
import { studioSettings } from "./settings.ts";

/** When the studio is closed. Days are `YYYY-MM-DD` in the studio's zone, both included; instants half-open. */
export interface ClosureView {
  id: string;
  startMs: number;
  endMs: number;
  fromDay: string;
  toDay: string;
  note: string;
}

/** What is not over yet, soonest first. Everybody of the studio may read it. */
export async function listClosures(ctx: Ctx): Promise<ClosureView[]> {
  requireStudio(ctx.actor);
  const { timeZone } = await studioSettings(ctx);
  return (await readClosures(ctx.db, ctx.now())).map((row) => toView(row, timeZone));
}

function toView({ id, startMs, endMs, note }: ClosureRow, timeZone: string): ClosureView {
  return {
    id,
    startMs,
    endMs,
    fromDay: dayOf(startMs, timeZone),
    toDay: dayOf(endMs - 1, timeZone),
    note,
  };
}
