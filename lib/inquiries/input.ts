import { z } from "zod";
import { note } from "#lib/appointments/input.ts";
import { email, id, manyLines, name, oneLine, timeZone } from "#lib/core/shapes.ts";
import { pictureTokens } from "#lib/pictures/input.ts";

/** Shapes of what people send about inquiries. Messages are keys that the pages translate. */

/** A plain form with one picture sends no list. */
const asList = (value: unknown) => (typeof value === "string" ? [value] : value);
const optionalLine = (maximum: number) => oneLine(maximum).optional().default("");

export const inquiryRequest = z.object({
  artistId: id,
  serviceId: id,
  clientName: name(120),
  clientEmail: email,
  clientPhone: oneLine(40)
    .pipe(z.string().regex(/^[+0-9 ()/.-]*$/, "phone"))
    .optional()
    .default(""),
  /** The idea in words. */
  description: manyLines(4000).pipe(z.string().min(1, "required")),
  /** Where on the body, how large, what it may cost, when it would suit. */
  placement: optionalLine(200),
  size: optionalLine(120),
  budget: optionalLine(120),
  wishes: manyLines(500).optional().default(""),
  timeZone: timeZone.optional(),
  /** What `POST /api/pictures` answered with. */
  pictures: z.preprocess(asList, pictureTokens.optional()),
  /** No person sees this field; what fills it in is a program. */
  website: z.string().max(1000).optional(),
});

export type InquiryRequest = z.infer<typeof inquiryRequest>;

const inquiryStates = ["OPEN", "OFFERED", "BOOKED", "DECLINED", "WITHDRAWN", "EXPIRED"] as const;
export const inquiryStatus = z.enum(inquiryStates, { error: "unknown" });

/** What a customer does by their own link. */
export const inquiryStep = z
  .object({
    token: z.string({ error: "required" }).min(1, "required").max(200, "unknown"),
    action: z.enum(["withdraw", "message", "add"], { error: "unknown" }),
    text: manyLines(2000).optional(),
    pictures: z.preprocess(asList, pictureTokens.optional()),
  })
  .refine(
    ({ action, text = "", pictures = [] }) =>
      action === "withdraw" || text !== "" || (action === "add" && pictures.length > 0),
    { error: "required", path: ["text"] },
  );

export const inquiryMessage = z.object({ text: manyLines(2000).pipe(z.string().min(1, "required")) });

export const inquiryDecline = z.object({
  status: z.literal("DECLINED", { error: "unknown" }),
  word: note.optional(),
  version: z.number().int().optional(),
});
