import { z } from "zod";
import { email, instant, manyLines, oneLine } from "#lib/core/shapes.ts";
import { plainName } from "./plain-name.ts";

/** Shapes of what people send about customers. Messages are keys that the pages translate. */

const MAX_TAGS = 30;

const customerName = oneLine(120).transform(plainName).pipe(z.string().min(1, "required"));
const customerEmail = z
  .string({ error: "required" })
  .max(254, "too_long")
  .transform((value) => value.trim())
  .pipe(z.literal("").or(email));
const customerPhone = oneLine(40).pipe(z.string().regex(/^[+0-9 ()/.-]*$/, "phone"));

const tag = oneLine(40).transform(plainName);
const tags = z
  .array(tag, { error: "required" })
  .max(MAX_TAGS, "too_many")
  .transform((all) => all.filter((one) => one !== ""));

export const noteText = manyLines(10_000).pipe(z.string().min(1, "required"));

export const newCustomer = z.object({
  name: customerName,
  email: customerEmail.optional(),
  phone: customerPhone.optional(),
  tags: tags.optional(),
  note: manyLines(10_000).optional(),
});
export type NewCustomerInput = z.infer<typeof newCustomer>;

export const customerChange = newCustomer
  .omit({ note: true })
  .partial()
  .extend({ version: z.number({ error: "not_a_number" }).int("not_a_number").optional() });
/** Why somebody may not book by themselves any more; for the studio alone. */
export const customerBlock = z.object({ reason: oneLine(300).optional() });

export type CustomerChangeInput = z.infer<typeof customerChange>;

export const newNote = z.object({ text: noteText });
/** `updated_at` as the note was seen: compared where given. */
export const noteChange = newNote.extend({ updated_at: instant.optional() });

const taken = z.enum(["kept", "other"], { error: "unknown" }).optional();
/** Whose field stays, the kept one's where nothing is said; where that one has none, the field of whom has one. */
export const mergeTake = z.object({ name: taken, email: taken, phone: taken });
export type MergeTake = z.infer<typeof mergeTake>;
