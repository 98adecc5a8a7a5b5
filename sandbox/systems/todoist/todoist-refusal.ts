import { randomUUID } from "node:crypto";

/** The body of every answer of 4xx; `retry_after` is always there, whether waiting helps or not. */
export interface RefusalBody {
  error: string;
  error_code: number;
  error_extra: { event_id: string; retry_after: number; [name: string]: unknown };
  error_tag: string;
  http_code: number;
}

export class TodoistRefusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;

  constructor(status: number, body: RefusalBody) {
    super(body.error);
    this.status = status;
    this.body = body;
  }
}

export function refuse(
  status: number,
  tag: string,
  code: number,
  error: string,
  extra: Record<string, unknown> = {},
): TodoistRefusal {
  const error_extra = { event_id: randomUUID().replaceAll("-", ""), retry_after: 3, ...extra };
  return new TodoistRefusal(status, {
    error,
    error_code: code,
    error_extra,
    error_tag: tag,
    http_code: status,
  });
}

/** An argument that is not of the form it should have. */
export function invalid(argument: string, expected: string): TodoistRefusal {
  return refuse(400, "INVALID_ARGUMENT_VALUE", 20, "Invalid argument value", { argument, expected });
}
