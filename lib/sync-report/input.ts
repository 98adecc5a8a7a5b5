import { z } from "zod";
import { id, instant } from "#lib/core/shapes.ts";

export const syncResults = ["ok", "failed", "held", "changed"] as const;
export const syncDirections = ["pull", "push"] as const;
export const syncCauses = [
  "schedule",
  "manual",
  "booking",
  "outbox",
  "first",
  "webhook",
  "reconcile",
] as const;

export const RUNS_A_PAGE = 50;
export const MAX_PAGE = 2000;

/** Which lines of the sync log; instants in, epoch milliseconds out. */
export const syncRunFilter = z
  .object({
    calendarId: id.optional(),
    result: z.enum(syncResults).optional(),
    direction: z.enum(syncDirections).optional(),
    cause: z.enum(syncCauses).optional(),
    error: z.string().max(60, "too_long").optional(),
    from: instant.optional(),
    to: instant.optional(),
    page: z.coerce.number("not_a_number").int("not_a_number").min(1).max(MAX_PAGE).default(1),
  })
  .transform(({ from, to, error, ...filter }) => ({ ...filter, errorKey: error, fromMs: from, toMs: to }));

export type SyncRunFilter = Partial<z.output<typeof syncRunFilter>>;
