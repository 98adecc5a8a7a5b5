import { z } from "zod";
import { retryAfter } from "#lib/core/retry-after.ts";
import type { Refusal, RefusedAnswer } from "../connector.ts";
import { jsonOf } from "../json-of.ts";

/** Of every answer of 4xx and 5xx, and of each command of a sync that was refused. */
export const refusalBody = z.object({
  error: z.string().nullish(),
  error_tag: z.string().nullish(),
  error_extra: z.looseObject({ retry_after: z.number().nullish(), argument: z.string().nullish() }).nullish(),
  http_code: z.number().nullish(),
});

export type RefusalBody = z.infer<typeof refusalBody>;

const GONE =
  "Todoist has switched this version of its API off. TODOIST_API_URL should be https://api.todoist.com/api/v1.";
const NOT_THE_API = "There is no Todoist API at this address. Please check TODOIST_API_URL.";

/** What an answer outside 2xx means. The old API answers 410 as plain text, whatever the token. */
export function explainRefusal(answer: RefusedAnswer, nowMs: number): Refusal | null {
  if (answer.status === 410) return { kind: "rejected", reason: "gone", message: GONE };
  const body = refusalBody.safeParse(jsonOf(answer.text));
  if (body.success) return explainBody(body.data, answer.status, nowMs);
  return answer.status === 404 ? { kind: "rejected", reason: "wrong-address", message: NOT_THE_API } : null;
}

/** @param status the answer's, or `http_code` of one command */
export function explainBody(body: RefusalBody, status: number, nowMs: number): Refusal | null {
  const message = body.error?.trim() || undefined;
  const told = message === undefined ? {} : { message };
  if (status === 429) {
    // Other refusals carry retry_after too, a 401 even; there it promises nothing.
    const seconds = body.error_extra?.retry_after;
    const retryAt = seconds ? retryAfter(String(seconds), nowMs) : undefined;
    return { kind: "rate-limited", ...told, ...(retryAt === undefined ? {} : { retryAt }) };
  }
  if (status === 401) return { kind: "auth" };
  if (status === 403 && /AUTH|TOKEN/.test(body.error_tag ?? "")) return { kind: "auth", ...told };
  if (status === 404 || namesUnknownId(body)) return { kind: "rejected", reason: "not-found", ...told };
  if (status === 400 || status === 422) return { kind: "rejected", reason: "invalid", ...told };
  return { ...told };
}

/** An id that is no id of today's is answered 400, as if it were badly written. */
function namesUnknownId({ error_tag, error_extra }: RefusalBody): boolean {
  return error_tag === "V1_ID_CANNOT_BE_USED" || /^(task_)?id$/.test(error_extra?.argument ?? "");
}
