import { z } from "zod";
import { instant, manyLines, wholeNumber } from "#lib/core/shapes.ts";

/** Shapes of what customers send by their own link. Messages are keys that the pages translate. */

const asNumber = (value: unknown) =>
  typeof value === "string" ? (value.trim() === "" ? undefined : Number(value)) : value;
const asList = (value: unknown) => (typeof value === "string" ? [value] : value);
const asYes = (value: unknown) => (typeof value === "string" ? ["1", "on", "true"].includes(value) : value);

/** What somebody writes to the other side. */
export const messageText = manyLines(2000);

export const managedActions = ["cancel", "reschedule", "next_sitting", "message", "add"] as const;

export const managedRequest = z
  .object({
    token: z.string({ error: "required" }).max(200, "unknown"),
    action: z.enum(managedActions, { error: "unknown" }),
    /** Of a reschedule or the next sitting. */
    startTime: instant.optional(),
    /** Of the appointment as it was shown; another one means that somebody was faster. */
    version: z.preprocess(asNumber, wholeNumber(1, Number.MAX_SAFE_INTEGER).optional()),
    /** Of a message, or beside pictures. */
    text: messageText.optional().default(""),
    /** Of `add`: what `POST /api/pictures` answered with. */
    pictures: z.preprocess(asList, z.array(z.string().max(200, "unknown")).max(8, "too_many").optional()),
    /** Cancel the later sittings of the series as well. */
    later: z.preprocess(asYes, z.boolean().optional()),
  })
  .refine(
    ({ action, startTime }) =>
      startTime !== undefined || (action !== "reschedule" && action !== "next_sitting"),
    { error: "required", path: ["startTime"] },
  );

export type ManagedRequest = z.infer<typeof managedRequest>;
