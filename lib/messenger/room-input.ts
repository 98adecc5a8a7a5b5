import { z } from "zod";
import { plainText } from "#lib/core/plain-text.ts";

const MOST_BODY_BYTES = 16 * 1024;
const MOST_INVITED = 100;

/** One line; what is longer is refused, not cut. */
function line(max: number) {
  return z
    .string({ error: "required" })
    .max(max * 4, "too_long")
    .transform((text) => plainText(text, max * 4))
    .pipe(z.string().max(max, "too_long"))
    .meta({ type: "string", maxLength: max });
}

/** Programs write null for what they do not have. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Of a hub: letters or a number. */
const hubUserId = z
  .union([z.string(), z.number().int()], { error: "required" })
  .transform((id) => String(id).trim())
  .pipe(z.string().min(1, "required").max(200, "too_long"))
  .meta({ type: ["string", "number"], maxLength: 200 });

const people = z.array(hubUserId, { error: "list" }).max(MOST_INVITED, "too_many");

export const roomInput = z.object({
  name: line(100).pipe(z.string().min(1, "required")),
  topic: optional(line(500)),
  invite_users: optional(people).describe("Hub user ids."),
});

export const inviteInput = z.object({ users: people.min(1, "required").describe("Hub user ids.") });

export const readInput = z.object({
  up_to: optional(z.int({ error: "not_a_number" }).min(0, "too_small")).describe(
    "The seq of the newest message that was read; the room's newest unless said.",
  ),
});

/** What somebody writes: no control characters but tabs and line breaks, at most 16 kB of UTF-8. */
export const messageBody = z
  .string({ error: "required" })
  .transform((text) => cleanText(text))
  .pipe(
    z
      .string()
      .refine((text) => text.trim() !== "", "required")
      .refine((text) => Buffer.byteLength(text) <= MOST_BODY_BYTES, "too_long"),
  )
  .meta({ type: "string", minLength: 1, maxLength: MOST_BODY_BYTES });

export const clientId = z.string().trim().min(1, "required").max(200, "too_long");

export const messageInput = z.object({
  room_id: z.string({ error: "required" }).min(1, "required").max(255, "too_long"),
  body: messageBody,
  msg_type: optional(z.enum(["m.text", "m.notice", "m.emote"], { error: "unknown" })).describe(
    "m.text unless said. Pictures and files go to /api/v1/messages/upload.",
  ),
  client_id: optional(clientId).describe("Sent again with the same one it is the same message."),
});

/** The fields of a form with a file; empty ones are absent. */
export const uploadFields = z.object({
  room_id: messageInput.shape.room_id,
  body: z
    .string()
    .optional()
    .transform((text) => (text?.trim() ? text : undefined))
    .pipe(messageBody.optional()),
  client_id: z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(clientId.optional()),
});

export const memberChangeInput = z
  .object({
    active: optional(z.boolean({ error: "boolean" })),
    external_client_enabled: optional(z.boolean({ error: "boolean" })),
    role: optional(z.enum(["admin", "user", "viewer"], { error: "unknown" })),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "required");

export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}--[\t\n]]/gv, "");
}
