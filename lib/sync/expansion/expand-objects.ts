import type { CalendarRow } from "#db/queries/calendars.ts";
import type { MirroredObject } from "#db/queries/mirror.ts";
import { AppError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { headSpan } from "#lib/ical/head-span.ts";
import { maxObjectCharacters } from "#lib/ical/read-calendar-object.ts";
import { ianaZone } from "#lib/ical/zone.ts";
import type { MirroredEvent } from "../mirror-object.ts";
import { Expander } from "./expander.ts";
import type { ExpansionOptions } from "./thread-messages.ts";

export interface ExpansionLimits {
  /** For one batch; an object is to blame only when it passes this alone. Milliseconds. */
  batchMs: number;
  /** For all objects of one call; those that are not expanded by then count as unreadable. Milliseconds. */
  totalMs: number;
}

interface RemoteText {
  href: string;
  etag: string;
  ics: string;
}

const MEMORY_MEGABYTES = 256;
const LIMITS: ExpansionLimits = { batchMs: 5_000, totalMs: 120_000 };
const BATCH_OBJECTS = 200;
const BATCH_CHARACTERS = 4_000_000;

/**
 * What the mirror keeps of calendar objects, in their order: as `mirrorObject`, but in a thread that is ended when
 * an object takes too long or too much memory. Such an object is kept as unreadable and blocks the span its head
 * tells; the others are not touched by it.
 * @throws AppError `invalid_input` when `timeZone` is no IANA zone; Error when no thread can be started.
 */
export async function expandObjects(
  objects: RemoteText[],
  calendar: Pick<CalendarRow, "blockBy">,
  options: { timeZone: string; fromMs: number; toMs: number },
): Promise<MirroredObject[]> {
  return expandIn(sharedExpander(), objects, { ...options, blockBy: calendar.blockBy }, LIMITS);
}

/** Starts the thread, which takes a tenth of a second: to be called before waiting for objects. */
export function prepareExpansion(): void {
  sharedExpander().warm();
}

function sharedExpander(): Expander {
  return processWide("sync.expander", () => new Expander(MEMORY_MEGABYTES));
}

/** As `expandObjects`, in that expander and within those limits. */
export async function expandIn(
  expander: Expander,
  objects: RemoteText[],
  options: ExpansionOptions,
  limits: ExpansionLimits,
): Promise<MirroredObject[]> {
  if (!ianaZone(options.timeZone))
    throw new AppError("invalid_input", `Unknown time zone ${options.timeZone}`);
  const endsAt = performance.now() + limits.totalMs;
  const expandTexts = async (texts: string[]): Promise<MirroredEvent[]> => {
    if (texts.length === 0) return [];
    if (performance.now() > endsAt) return texts.map((text) => unexpanded(text, options, "time"));
    const outcome = await expander.run({ texts, options }, limits.batchMs);
    if ("events" in outcome)
      return outcome.events.map(
        (event, index) => event ?? unexpanded(texts[index] ?? "", options, "failure"),
      );
    const { cause } = outcome;
    if (texts.length === 1) return texts.map((text) => unexpanded(text, options, cause));
    const at = Math.min(outcome.stoppedAt, texts.length - 1);
    const parts = [texts.slice(0, at), texts.slice(at, at + 1), texts.slice(at + 1)];
    const events: MirroredEvent[] = [];
    for (const part of parts) for (const event of await expandTexts(part)) events.push(event);
    return events;
  };
  const batches = inBatches(objects);
  const expanded = await Promise.all(batches.map((batch) => expandTexts(batch.map(({ ics }) => ics))));
  return batches.flatMap((batch, number) =>
    batch.map(({ href, etag, ics }, index) => {
      const event = expanded[number]?.[index];
      if (!event) throw new Error("The expansion thread answered for fewer objects than it was given.");
      return { href, etag, ics, ...event };
    }),
  );
}

function inBatches(objects: RemoteText[]): RemoteText[][] {
  const batches: RemoteText[][] = [];
  let batch: RemoteText[] = [];
  let characters = 0;
  for (const object of objects) {
    const ics = object.ics.slice(0, maxObjectCharacters);
    if (batch.length === BATCH_OBJECTS || (batch.length > 0 && characters + ics.length > BATCH_CHARACTERS)) {
      batches.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push({ href: object.href, etag: object.etag, ics });
    characters += ics.length;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

const REASONS = {
  time: "could not be expanded in time",
  memory: "could not be expanded in the memory allowed",
  failure: "could not be expanded",
};

/** Nothing is known but what the text looks like; as time goes on it is tried again. */
function unexpanded(text: string, options: ExpansionOptions, cause: keyof typeof REASONS): MirroredEvent {
  const { uid, span } = headSpan(text, options);
  const startMs = Math.max(span?.startMs ?? 0, options.fromMs);
  const endMs = span?.endMs ?? 0;
  const intervals = startMs < endMs ? [{ startMs, endMs }] : [];
  return { uid, recurring: true, unreadable: REASONS[cause], intervals };
}
