import { z } from "zod";
import { readSettings } from "#db/queries/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { isTimeZone } from "#lib/core/time-zone.ts";

const schema = z.object({
  name: z.string().min(1).max(80).catch("Parlour"),
  timeZone: z.string().refine(isTimeZone).catch("Europe/Vienna"),
  locale: z.enum(["en", "de"]).catch("en"),
  /** A pending request that nobody answers expires after so many days, and always before its start. */
  pendingExpiryDays: z.number().int().min(1).max(60).catch(7),
});

export type StudioSettings = z.infer<typeof schema>;

/** The studio's settings; what is missing or unreadable has its default. */
export async function studioSettings(ctx: Pick<Ctx, "db">): Promise<StudioSettings> {
  return schema.parse(await readSettings(ctx.db));
}
