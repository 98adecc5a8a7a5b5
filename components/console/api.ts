import { count, fields, list, text } from "./json-fields.ts";

/** A refusal of our API (RFC 9457), or `offline` when no answer came. `errors` holds messages by field. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: Record<string, string[]>;
  /** Seconds until trying again makes sense, where the answer said so. */
  readonly retryAfter: number | null;

  constructor(input: {
    code: string;
    status: number;
    detail: string;
    errors?: Record<string, string[]>;
    retryAfter?: number | null;
  }) {
    super(input.detail);
    this.name = "ApiProblem";
    this.code = input.code;
    this.status = input.status;
    this.errors = input.errors ?? {};
    this.retryAfter = input.retryAfter ?? null;
  }
}

/** Reads a refusal, whoever answered: our API, or something in between with a page of its own. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body = fields(await response.json().catch(() => null));
  const errors = Object.entries(fields(body.errors)).map(([field, messages]): [string, string[]] => [
    field,
    list(messages).map(text),
  ]);
  const seconds = count(Number(response.headers.get("retry-after") ?? Number.NaN));
  return new ApiProblem({
    code: text(body.code) || "unreadable",
    status: response.status,
    detail: text(body.detail) || text(body.title),
    errors: Object.fromEntries(errors),
    retryAfter: seconds > 0 ? seconds : null,
  });
}

/**
 * Calls our API with JSON. @returns the parsed answer, null for an empty one.
 * @throws ApiProblem and nothing else.
 */
export async function callApi(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiProblem({ code: "offline", status: 0, detail: "" });
  }
  if (!response.ok) throw await readProblem(response);
  return await response.json().catch(() => null);
}

/** For SWR: the key is the path. */
export function readApi(path: string): Promise<unknown> {
  return callApi("GET", path);
}
