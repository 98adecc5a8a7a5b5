import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Refusal, RefusedAnswer } from "../connector.ts";
import { jsonOf } from "../json-of.ts";

/**
 * Errors come in several shapes: `{error: {code, message}}` of the shop, `{error: "name", message}` of its sign-in, and
 * `{message, validation_errors: {field: [words]}}` of what checks the input.
 */
const body = z.object({
  error: z.union([z.string(), z.object({ message: z.string().nullish() })]).nullish(),
  error_description: z.string().nullish(),
  message: z.string().nullish(),
  validation_errors: z.record(z.string(), z.array(z.string())).nullish(),
});

/** What an answer outside 2xx means; what is not said here, its status says. */
export function explainRefusal({ status, text }: RefusedAnswer): Refusal | null {
  // Words of OAuth ("The resource owner …") help nobody.
  if (status === 401) return null;
  const said = wordsOf(text);
  const message = said === null ? {} : { message: said };
  if (status === 404) return said === null ? NO_API : { reason: "not-found", ...message };
  if (status === 400 || status === 422) return { reason: "invalid", ...message };
  return message;
}

const NO_API = {
  reason: "wrong-address",
  message: "There is no PlentyONE API at this address. Please check PLENTYONE_BASE_URL.",
};

/** For what is always there, such as a list: when even that is not found, the address leads elsewhere. */
export function asWrongAddress(error: unknown): never {
  if (!(error instanceof UpstreamError) || error.reason !== "not-found") throw error;
  const { service, kind, status = 404 } = error;
  throw new UpstreamError({ service, kind, status, ...NO_API, cause: error });
}

/** What a body says, for people; null where it is none of the shop's. */
function wordsOf(text: string): string | null {
  const parsed = body.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { error, error_description, message, validation_errors } = parsed.data;
  const fields = Object.values(validation_errors ?? {}).flat();
  if (fields.length > 0) return fields.slice(0, 3).join(" ");
  const inner = typeof error === "object" ? error?.message : null;
  const said = inner ?? message ?? error_description ?? (typeof error === "string" ? error : null);
  return said?.trim() || null;
}
