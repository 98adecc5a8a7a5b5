import { MessengerError } from "./messenger-error.ts";

export interface AskOptions {
  url: string;
  token: string;
  timeoutMs: number;
  retries: number;
  send: typeof fetch;
}

const BASE_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
/** What the messenger may ask for; longer, and the caller hears of it. */
const LONGEST_WAIT_MS = 60_000;
const REPEATED = new Set([408, 425, 429, 500, 502, 503, 504]);

/** One request with its repetitions: all under one Idempotency-Key, so that nothing is told twice. */
export function createAsk({ url, token, timeoutMs, retries, send }: AskOptions) {
  return async function ask(
    method: "GET" | "POST",
    path: string,
    { body, idempotencyKey }: { body?: unknown; idempotencyKey?: string } = {},
  ): Promise<unknown> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await once();
      } catch (error) {
        const pause = attempt < retries && error instanceof Failure ? error.pause(attempt) : null;
        if (pause === null) throw error instanceof Failure ? error.told : error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }

    async function once(): Promise<unknown> {
      const headers = headersOf({
        "X-Service-Token": token,
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey }),
      });
      const request: RequestInit = {
        method,
        headers,
        // The token is for this address alone.
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      const response = await send(`${url}${path}`, request).catch((cause: unknown) => {
        throw unreachable(cause);
      });
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok && answer !== null) return answer;
      throw refused(response, answer);
    }
  };
}

/** A try that failed, and whether another makes sense. */
class Failure extends Error {
  readonly told: MessengerError;
  readonly waitMs: number | null;
  readonly passes: boolean;

  constructor(told: MessengerError, passes: boolean, waitMs: number | null = null) {
    super(told.message);
    this.told = told;
    this.passes = passes;
    this.waitMs = waitMs;
  }

  /** Milliseconds before the next try (exponential, full jitter, no less than was asked for); null for none. */
  pause(attempt: number): number | null {
    if (!this.passes || (this.waitMs ?? 0) > LONGEST_WAIT_MS) return null;
    const most = Math.min(LONGEST_PAUSE_MS, BASE_PAUSE_MS * 2 ** attempt);
    return Math.max(this.waitMs ?? 0, Math.random() * most);
  }
}

/** What fetch says of one it refuses quotes it; a token must not end up in a log. */
function headersOf(fields: Record<string, string>): Headers {
  try {
    return new Headers(fields);
  } catch {
    const words = "The token or the idempotency key holds characters that no header carries.";
    throw new Failure(new MessengerError(words, { status: 0, code: "invalid_input" }), false);
  }
}

function unreachable(cause: unknown): Failure {
  const told = new MessengerError("The messenger did not answer.", { status: 0, code: "unreachable", cause });
  return new Failure(told, true);
}

function refused(response: Response, answer: unknown): Failure {
  const problem = isRecord(answer) ? answer : {};
  const { detail, title, code, errors } = problem;
  const status = response.ok ? 0 : response.status;
  const words = [detail, title].find((text): text is string => typeof text === "string" && text !== "");
  const told = new MessengerError(words ?? `The messenger answered ${response.status}.`, {
    status,
    code: typeof code === "string" ? code : "unreadable",
    errors: messagesByField(errors),
  });
  const isMissing = told.code.endsWith("_not_configured");
  const passes = !isMissing && (response.ok || REPEATED.has(response.status));
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new Failure(told, passes, Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null);
}

function messagesByField(errors: unknown): Record<string, string[]> {
  if (!isRecord(errors)) return {};
  return Object.fromEntries(
    Object.entries(errors).map(([field, messages]) => [field, [messages].flat().map(String)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
