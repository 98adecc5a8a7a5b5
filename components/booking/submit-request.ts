import { property } from "./fetch-json.ts";

/** What the customer asks for, as the API takes it. */
export interface RequestBody {
  artistId: string;
  serviceId: string;
  startTime: string;
  durationMinutes?: number;
  clientName: string;
  clientEmail: string;
  clientPhone: string;
  description: string;
  timeZone: string;
  alternatives: string[];
  /** Tokens of the pictures sent before. */
  pictures?: string[];
  /** Only robots fill it in. */
  website?: string;
}

export interface Refusal {
  /** The API's code, or `network` when nothing was answered. */
  code: string;
  /** Message keys or sentences by field. */
  errors: Record<string, string[]>;
  retryAfterMinutes: number;
}

export type Outcome = { accepted: true; managePath: string } | { accepted: false; refusal: Refusal };

const TIMEOUT_MS = 20_000;

/** Sends a request. Never throws: a network that fails is a refusal too. The same `key` never books twice. */
export async function submitRequest(body: RequestBody, key: string): Promise<Outcome> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch("/api/appointments", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = await response.json();
  } catch {
    return { accepted: false, refusal: { code: "network", errors: {}, retryAfterMinutes: 1 } };
  }
  const manageUrl = property(answer, "manageUrl");
  if (response.ok && typeof manageUrl === "string") {
    // Stay on the origin the customer is on; the address in mails may name another.
    return { accepted: true, managePath: new URL(manageUrl, window.location.href).pathname };
  }
  const code = property(answer, "code");
  return {
    accepted: false,
    refusal: {
      code: typeof code === "string" ? code : "other",
      errors: readErrors(property(answer, "errors")),
      retryAfterMinutes: retryAfter(response.headers.get("retry-after")),
    },
  };
}

/** Errors by field from a problem response; what has another shape is left out. */
export function readErrors(value: unknown): Record<string, string[]> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, messages]): [string, string[]][] => {
      const texts = (Array.isArray(messages) ? messages : [messages]).filter(
        (text) => typeof text === "string",
      );
      return texts.length > 0 ? [[field.split(".")[0] ?? field, texts]] : [];
    }),
  );
}

/** Whole minutes to wait, from a Retry-After header in seconds; 1 when there is none. */
export function retryAfter(header: string | null): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds / 60) : 1;
}
