import { z } from "zod";
import type { Refusal, RefusedAnswer } from "../connector.ts";
import { jsonOf } from "../json-of.ts";

/** Every refusal's body; the words are in the account's language, so only `code` tells what it is. */
const refused = z.object({
  msg: z.string(),
  code: z.string().default("BAD_REQUEST"),
  "retry-after": z.number().nonnegative().nullish(),
});

const WRONG_KEY = new Set([
  "INVALID_API_KEY",
  "UNAUTHORIZED",
  "UNAUTHENTICATED_USER",
  "AUTHENTICATION_FAILED",
]);
const SHUT_OUT = new Set(["USER_DEACTIVATED", "REALM_DEACTIVATED", "PASSWORD_AUTH_DISABLED"]);

/** `BAD_NARROW` is about the channel: nothing else that we narrow by has to exist. */
const NOT_THERE = new Set(["STREAM_DOES_NOT_EXIST", "BAD_NARROW"]);

const NOT_A_REALM = "There is no Zulip organisation at this address: is ZULIP_BASE_URL right?";

/** https://zulip.com/api/rest-error-handling */
export function explainRefusal({ status, text }: RefusedAnswer, nowMs: number): Refusal | null {
  // Nothing that is asked for here has an address of its own: the realm is another, or it is no Zulip.
  if (status === 404) return { kind: "rejected", reason: "wrong-address", message: NOT_A_REALM };
  const body = refused.safeParse(jsonOf(text));
  if (!body.success || status >= 500) return null;
  const { msg, code, "retry-after": seconds } = body.data;
  const message = plainWords(msg);
  if (WRONG_KEY.has(code)) return { kind: "auth" };
  if (SHUT_OUT.has(code)) return { kind: "auth", message };
  if (code === "RATE_LIMIT_HIT")
    return {
      kind: "rate-limited",
      message,
      // In place of the header, which counts as fine.
      ...(seconds == null ? {} : { retryAt: nowMs + Math.ceil(seconds * 1000) }),
    };
  if (NOT_THERE.has(code)) return { kind: "rejected", reason: "not-found", message };
  if (status === 400) return { kind: "rejected", reason: "invalid", message };
  return { message };
}

function plainWords(words: string): string {
  return words.replace(/\s+/g, " ").trim().slice(0, 500);
}
