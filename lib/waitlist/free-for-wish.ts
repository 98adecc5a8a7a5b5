import type { Ctx } from "#lib/auth/context.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { waitlistRequest } from "./input.ts";
import { matchingStarts } from "./matching-starts.ts";

const MOST = 6;

/** What is free now for a wish as its form said it; nothing where the form cannot be read. */
export async function freeForWish(
  ctx: Ctx,
  values: Record<string, string>,
  timeZone: string,
): Promise<{ startMs: number; endMs: number }[]> {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const wish = waitlistRequest.safeParse(filled);
  if (!wish.success) return [];
  const { rules } = await loadRules(ctx.db, wish.data);
  const fromDay = wish.data.fromDay ?? "2000-01-01";
  const durationMinutes = rules.durationMs / MINUTE;
  const asked = { ...wish.data, fromDay, durationMinutes, passedStarts: [] };
  return matchingStarts(ctx, asked, { timeZone, most: MOST });
}
