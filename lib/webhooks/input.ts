import { z } from "zod";
import { name, yesOrNo } from "#lib/core/shapes.ts";
import { EVERY_EVENT, WEBHOOK_EVENTS } from "#lib/core/webhook-events.ts";
import { isRefusedAddress } from "./refused-address.ts";

/** Shapes of what people send about webhooks. */

const url = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .max(2000, "too_long")
  .refine(isCallable, "web_address")
  .meta({ type: "string", format: "uri", examples: ["https://example.org/hooks/parlour"] });

function isCallable(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const { protocol, username, password, hostname } = new URL(written);
  return /^https?:$/.test(protocol) && !username && !password && !isRefusedAddress(hostname);
}

const events = z
  .array(z.enum([...WEBHOOK_EVENTS, EVERY_EVENT], { error: "unknown" }))
  .min(1, "required")
  .max(20, "too_many")
  .transform((chosen) => (chosen.includes(EVERY_EVENT) ? [EVERY_EVENT] : [...new Set(chosen)]));

export const newWebhook = z.object({ name: name(120), url, events });
export type NewWebhookInput = z.infer<typeof newWebhook>;

export const webhookChange = z.object({
  name: name(120).optional(),
  url: url.optional(),
  events: events.optional(),
  active: yesOrNo.optional(),
});
export type WebhookChangeInput = z.infer<typeof webhookChange>;
