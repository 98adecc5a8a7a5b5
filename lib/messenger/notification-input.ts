import { z } from "zod";
import { plainText } from "#lib/core/plain-text.ts";

const MOST_BODY = 20_000;
const MOST_TAGS = 10;
const LONGEST_TAG = 40;

/** One line: line breaks and control characters become spaces or go; what is longer than `max` is refused, not cut. */
function line(max: number) {
  return z
    .string({ error: "required" })
    .max(max * 4, "too_long")
    .transform((text) => plainText(text, max * 4))
    .pipe(z.string().min(1, "required").max(max, "too_long"))
    .meta({ type: "string", maxLength: max });
}

function id(max: number) {
  return z
    .union([z.string(), z.number()], { error: "required" })
    .transform((value) => plainText(String(value), max + 1))
    .pipe(z.string().min(1, "required").max(max, "too_long"))
    .meta({ type: ["string", "number"], maxLength: max });
}

/** Programs write null for what they do not have. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

const clickUrl = z
  .string()
  .trim()
  .max(2000, "too_long")
  .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), "url")
  .transform((url) => new URL(url).href);

/** What another application tells people. What is not named here is ignored. */
export const notificationInput = z
  .object({
    source_app: line(100).describe("Which application tells it: machines, shop, …"),
    event_type: line(100).describe("What happened, in the application's own words: fault, order_paid, …"),
    title: line(300),
    body: z
      .string()
      .max(MOST_BODY, "too_long")
      .nullish()
      .transform((text) => (text ?? "").toWellFormed().replaceAll("\u0000", "").trim()),
    target_type: z
      .enum(["general", "entity_room", "dm"], "unknown")
      .nullish()
      .transform((type) => type ?? "general"),
    entity_type: optional(line(100)).describe("For entity_room: what it is, such as machine."),
    entity_id: optional(id(200)).describe('For entity_room: which one; 42 and "42" are the same.'),
    target_user: optional(id(200)).describe("For dm: the hub user id of whom it is for."),
    priority: z
      .enum(["normal", "urgent"], "unknown")
      .nullish()
      .transform((priority) => priority ?? "normal")
      .describe("Urgent mentions people; normal does not ring."),
    dedupe_key: optional(line(200)).describe(
      "The same key of the same source_app within 24 hours tells nobody again.",
    ),
    click_url: optional(clickUrl).describe("Where it leads, http or https."),
    tags: z
      .array(line(LONGEST_TAG), "list")
      .max(MOST_TAGS, "too_many")
      .nullish()
      .transform((tags) => [...new Set(tags ?? [])]),
    expires_at: optional(
      z.iso.datetime({ offset: true, error: "instant" }).transform((instant) => Date.parse(instant)),
    ).describe("Not delivered any more after this; at most a year ahead."),
  })
  .superRefine((input, context) => {
    const need = (field: "entity_type" | "entity_id" | "target_user") => {
      if (input[field] === undefined)
        context.addIssue({ code: "custom", path: [field], message: "required" });
    };
    if (input.target_type === "entity_room")
      for (const field of ["entity_type", "entity_id"] as const) need(field);
    if (input.target_type === "dm") need("target_user");
  });

export type NotificationInput = z.infer<typeof notificationInput>;
