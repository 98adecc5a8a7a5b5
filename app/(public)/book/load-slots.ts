import { ANYONE } from "#components/booking/booking-offer.ts";
import type { BookingParams } from "#components/booking/booking-url.ts";
import { whoBits } from "#components/booking/who-bits.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { listAnySlots } from "#lib/availability/list-any-slots.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import type { Freshness } from "#lib/availability/types.ts";

const DAY = 86_400_000;
/** What one reading of the slots may span. */
const SPAN_MS = 60 * DAY;
/** What a page knows when it opens: so much of the calendar changes months without asking. */
export const LOADED_MS = 2 * SPAN_MS;

interface SlotsQuestion {
  artistId: string;
  serviceId: string;
  durationMinutes: number;
  exceptAppointmentId?: string;
  asked: BookingParams;
  nowMs: number;
  earliestMs: number | null;
  anyOf: readonly string[];
}

/** Starts ascending, each once, and beside each who could take it (only with `any`). */
export async function loadSlots(
  ctx: Ctx,
  question: SlotsQuestion,
): Promise<Freshness & { starts: number[]; who: number[] }> {
  const { artistId, asked, nowMs, earliestMs, anyOf, ...choice } = question;
  const found = new Map<number, number>();
  const lists = await Promise.all(
    slotSpans(asked, nowMs).map(async (span) => {
      if (artistId !== ANYONE) return listSlots(ctx, { ...choice, artistId, ...span });
      const list = await listAnySlots(ctx, { ...choice, ...span });
      for (const { startMs, artistIds } of list.slots) found.set(startMs, whoBits(anyOf, artistIds));
      return list;
    }),
  );
  const starts = [...new Set(lists.flatMap((list) => list.slots.map((slot) => slot.startMs)))]
    .filter((startMs) => earliestMs === null || startMs >= earliestMs)
    .sort((a, b) => a - b);
  const [first] = lists;
  return {
    asOf: first?.asOf ?? null,
    verified: first?.verified ?? false,
    starts,
    who: artistId === ANYONE ? starts.map((startMs) => found.get(startMs) ?? 0) : [],
  };
}

/** The next four months, and the weeks of a month beyond them that was asked for. */
function slotSpans(asked: BookingParams, nowMs: number): { fromMs: number; toMs: number }[] {
  const spans = [0, 1].map((index) => ({
    fromMs: nowMs + index * SPAN_MS,
    toMs: nowMs + (index + 1) * SPAN_MS,
  }));
  const end = nowMs + LOADED_MS;
  const month =
    asked.month ??
    asked.day?.slice(0, 7) ??
    (asked.startMs === null ? null : new Date(asked.startMs).toISOString().slice(0, 7));
  const monthMs = month === null ? 0 : Date.parse(`${month}-01T00:00:00Z`);
  if (monthMs + 40 * DAY > end && monthMs < nowMs + 400 * DAY) {
    spans.push({ fromMs: Math.max(end, monthMs - 8 * DAY), toMs: monthMs + 41 * DAY });
  }
  return spans;
}
