import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

/** What goes wrong, for which requests, and how often. */
type Fault = {
  /** Tested against path and query; every request without it. */
  match?: RegExp;
  /** `PUT`, `REPORT`, …; every method without it. */
  method?: string;
  /** Answers this instead of doing anything. */
  status?: number;
  body?: string;
  contentType?: string;
  headers?: Record<string, string>;
  /** Waits so many milliseconds first. */
  delayMs?: number;
  /** Cuts the connection: `true` before anything is done, `"after"` once the request was carried out. */
  drop?: boolean | "after";
  /** How many requests it meets; all of them without it. */
  times?: number;
};

/** The switchboard of a running sandbox cloud. */
export type Faults = {
  add(fault: Fault): void;
  clear(): void;
};

/** The JSON of `POST /_sandbox/faults`: a fault, with `match` as the source of a regular expression. */
export const faultRequestSchema = z.strictObject({
  match: z
    .string()
    .max(500)
    .transform((source, context) => {
      try {
        return new RegExp(source);
      } catch {
        context.addIssue({ code: "custom", message: "not a regular expression" });
        return z.NEVER;
      }
    })
    .optional(),
  method: z.string().max(20).optional(),
  status: z.number().int().min(100).max(599).optional(),
  body: z.string().max(1_000_000).optional(),
  contentType: z.string().max(200).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.number().int().min(0).max(120_000).optional(),
  drop: z.union([z.boolean(), z.literal("after")]).optional(),
  times: z.number().int().min(1).optional(),
});

/** Lets the request be carried out and then loses the answer, as a connection that breaks too late does. */
function loseAnswer(response: ServerResponse) {
  const cut = () => {
    response.socket?.destroy();
    return response;
  };
  response.write = () => true;
  response.end = cut;
}

/** A new, empty switchboard. `meet` applies the first fault that fits; true means the request is answered. */
export function createFaults(): Faults & {
  meet(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
} {
  let active: { fault: Fault; left: number }[] = [];

  function take(request: IncomingMessage): Fault | undefined {
    const entry = active.find(({ fault, left }) => {
      if (left <= 0) return false;
      if (fault.method !== undefined && fault.method.toUpperCase() !== request.method) return false;
      return fault.match === undefined || new RegExp(fault.match).test(request.url ?? "");
    });
    if (entry === undefined) return undefined;
    entry.left -= 1;
    active = active.filter(({ left }) => left > 0);
    return entry.fault;
  }

  return {
    add(fault) {
      active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      active = [];
    },
    async meet(request, response) {
      const fault = take(request);
      if (fault === undefined) return false;
      if (fault.delayMs !== undefined) await delay(fault.delayMs, undefined, { ref: false });
      if (fault.drop === true) {
        request.socket.destroy();
        return true;
      }
      if (fault.drop === "after") {
        loseAnswer(response);
        return false;
      }
      if (fault.status === undefined) return false;
      request.resume();
      response.writeHead(fault.status, {
        "Content-Type": fault.contentType ?? "text/html; charset=utf-8",
        ...fault.headers,
      });
      response.end(fault.body ?? "");
      return true;
    },
  };
}
