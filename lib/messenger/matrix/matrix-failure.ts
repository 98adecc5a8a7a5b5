import { z } from "zod";
import type { Clock } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { networkReason, networkSentence } from "#lib/core/network-reason.ts";
import { retryAfter } from "#lib/core/retry-after.ts";

/** What `fetch` throws, as UpstreamError `network`. `givenUp`: the caller's own signal ended it. */
export function networkFailure(host: string, cause: unknown, givenUp = false): UpstreamError {
  if (cause instanceof UpstreamError) return cause;
  const reason = networkReason(cause, givenUp);
  const message = `The homeserver ${host} ${networkSentence(reason)}.`;
  return new UpstreamError({ service: "matrix", kind: "network", reason, message, cause });
}

/** "Standard error response" of the client-server API. */
const refusal = z.object({
  errcode: z.string().regex(/^[A-Za-z0-9_.]{1,100}$/),
  error: z.string().optional().catch(undefined),
  retry_after_ms: z.number().min(0).optional().catch(undefined),
});

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * A status that a caller cannot use, as UpstreamError. What no homeserver said (a proxy's page, a redirect, 5xx) passes
 * and is retryable: it judges nothing of what was asked.
 */
export function answerFailure(host: string, answer: HttpAnswer, now: Clock): UpstreamError {
  const { status, headers } = answer;
  const said = refusal.safeParse(jsonOf(answer.text)).data;
  const errcode = said?.errcode ?? "";
  const told = oneLine(said?.error ?? "");
  const fail = (
    kind: UpstreamError["kind"],
    reason: string,
    message: string,
    more: { retryable?: boolean; retryAt?: number } = {},
  ) =>
    new UpstreamError({
      service: "matrix",
      kind,
      reason,
      message: `${message}${told && `: ${told}`}.`,
      status,
      ...more,
    });

  if (status >= 300 && status < 400)
    return fail(
      "rejected",
      "redirect",
      `The homeserver ${host} sends requests on to another address, which is not followed`,
      {
        retryable: true,
      },
    );
  if (status === 429 || errcode === "M_LIMIT_EXCEEDED") {
    const asked = said?.retry_after_ms;
    const body = asked === undefined ? null : String(asked / 1000);
    const retryAt =
      retryAfter(headers.get("retry-after"), now(), headers.get("date")) ?? retryAfter(body, now());
    return fail("rate-limited", "limit-exceeded", `The homeserver ${host} asks for fewer requests`, {
      ...(retryAt === undefined ? {} : { retryAt }),
    });
  }
  if (status === 401 || errcode === "M_UNKNOWN_TOKEN" || errcode === "M_MISSING_TOKEN")
    return fail("auth", "credentials", `The homeserver ${host} does not accept MATRIX_AS_TOKEN`);
  if (status === 413 || errcode === "M_TOO_LARGE")
    return fail("rejected", "too-large", `The homeserver ${host} takes nothing that large`);
  if (status >= 500)
    return fail(
      "rejected",
      errcode === "" ? "unavailable" : reasonOf(errcode),
      `The homeserver ${host} failed with status ${status}`,
    );
  if (errcode === "")
    return fail(
      "malformed",
      looksLikeHtml(answer) ? "html" : "not-matrix",
      `At ${host} something answers that is no homeserver (status ${status})`,
      {
        retryable: true,
      },
    );
  // A homeserver with too many people is made larger; nothing is wrong with what was asked.
  const passes = errcode === "M_RESOURCE_LIMIT_EXCEEDED";
  return fail("rejected", reasonOf(errcode), `The homeserver ${host} refused (${errcode})`, {
    retryable: passes,
  });
}

/** An answer with 200 that cannot be used: a page of something in between, or another shape than documented. */
export function malformedAnswer(host: string, answer: HttpAnswer, field?: string): UpstreamError {
  const [reason, words] =
    field !== undefined
      ? ["shape", `answered differently than documented: "${field}" is missing or of another type`]
      : looksLikeHtml(answer)
        ? [
            "html",
            "answered with a web page instead of data. Is MATRIX_HOMESERVER_URL the homeserver's address?",
          ]
        : ["json", "answered with something that is no JSON"];
  return malformed(
    reason ?? "json",
    `The homeserver ${host} ${words}`.replace(/[?.]?$/, (end) => end || "."),
    answer.status,
  );
}

export function tooLarge(host: string, status: number): UpstreamError {
  return malformed("too-large", `The answer of the homeserver ${host} is larger than is accepted.`, status);
}

function malformed(reason: string, message: string, status: number): UpstreamError {
  return new UpstreamError({
    service: "matrix",
    kind: "malformed",
    reason,
    message,
    status,
    retryable: true,
  });
}

/** A text as the JSON it is; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `M_ROOM_IN_USE` → `room-in-use`. */
function reasonOf(errcode: string): string {
  return errcode.replace(/^M_/, "").toLowerCase().replaceAll("_", "-");
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200)
    .replace(/[.:]+$/, "");
}

function looksLikeHtml({ headers, text }: HttpAnswer): boolean {
  return (
    /\bhtml\b/i.test(headers.get("content-type") ?? "") ||
    /^\s*<(!doctype|html|head|body)\b/i.test(text.slice(0, 500))
  );
}
