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
  /** Cuts the connection once so many bytes of the answer's body have been sent. */
  cutAnswerAfterBytes?: number;
  /** Cuts the connection once so many bytes of a file being uploaded have come. */
  cutBodyAfterBytes?: number;
  /** Takes no more of a file being uploaded after so many bytes, and never answers. */
  ignoreBodyAfterBytes?: number;
  /** 503 as in Nextcloud's maintenance mode: for every request, or only for those that store files. */
  maintenance?: "all" | "uploads";
  /** How many requests it meets; all of them without it. */
  times?: number;
};

/** The switchboard of a running sandbox cloud. */
export type Faults = {
  add(fault: Fault): void;
  clear(): void;
};

const bytes = z.number().int().min(0).optional();

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
  cutAnswerAfterBytes: bytes,
  cutBodyAfterBytes: bytes,
  ignoreBodyAfterBytes: bytes,
  maintenance: z.enum(["all", "uploads"]).optional(),
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

/** Sends so many bytes of the answer's body, and then cuts the connection. */
function cutAnswer(response: ServerResponse, bytes: number) {
  let left = bytes;
  const write = response.write.bind(response);
  const cut = () => response.socket?.destroy();
  const pass = (chunk: unknown, sent?: () => void): boolean => {
    const data = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    if (!(data instanceof Uint8Array) || left <= 0) return true;
    const part = data.subarray(0, left);
    left -= part.length;
    return write(part, () => (left === 0 ? cut() : sent?.()));
  };
  if (left === 0) response.once("pipe", cut);
  response.write = (chunk: unknown, ...more: unknown[]) => {
    const sent = more.find((each) => typeof each === "function");
    return pass(chunk, sent === undefined ? undefined : () => sent());
  };
  // A shorter answer ends before its time too.
  response.end = (chunk?: unknown) => {
    if (left > 0 && (typeof chunk === "string" || chunk instanceof Uint8Array)) pass(chunk);
    if (left > 0 || bytes === 0) write("", cut);
    return response;
  };
}

/** What happens to a request's body while a file is received. */
type BodyFault = { kind: "cut" | "ignore"; afterBytes: number };
const bodyFaults = new WeakMap<IncomingMessage, BodyFault>();

/** What the switchboard wants to happen to the body of an upload. */
export const bodyFaultOf = (request: IncomingMessage) => bodyFaults.get(request);

const maintenanceXml =
  '<?xml version="1.0" encoding="utf-8"?>\n<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">\n' +
  "  <s:exception>OCA\\DAV\\Exception\\ServerMaintenanceMode</s:exception>\n" +
  "  <s:message>System is in maintenance mode.</s:message>\n</d:error>\n";

/** Whether a request stores a file, or a part of one. */
function storesFile({ method = "", url = "" }: IncomingMessage): boolean {
  if (url.startsWith("/remote.php/dav/uploads/")) return ["MKCOL", "PUT", "MOVE"].includes(method);
  return method === "PUT" && url.startsWith("/remote.php/dav/files/");
}

/** What a fault answers in place of the cloud; undefined: nothing. */
function answerOf(fault: Fault) {
  if (fault.maintenance !== undefined)
    return { status: 503, type: "application/xml; charset=utf-8", body: maintenanceXml };
  if (fault.status === undefined) return undefined;
  return {
    status: fault.status,
    type: fault.contentType ?? "text/html; charset=utf-8",
    body: fault.body ?? "",
  };
}

/** A new, empty switchboard. `meet` applies the first fault that fits; true means the request is answered. */
export function createFaults(): Faults & {
  meet(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
} {
  let active: { fault: Fault; left: number }[] = [];

  function take(request: IncomingMessage): Fault | undefined {
    const entry = active.find(({ fault, left }) => {
      if (left <= 0) return false;
      if (fault.maintenance === "uploads" && !storesFile(request)) return false;
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
      const { cutAnswerAfterBytes, cutBodyAfterBytes, ignoreBodyAfterBytes } = fault;
      if (cutAnswerAfterBytes !== undefined) cutAnswer(response, cutAnswerAfterBytes);
      if (cutBodyAfterBytes !== undefined)
        bodyFaults.set(request, { kind: "cut", afterBytes: cutBodyAfterBytes });
      if (ignoreBodyAfterBytes !== undefined)
        bodyFaults.set(request, { kind: "ignore", afterBytes: ignoreBodyAfterBytes });
      const answer = answerOf(fault);
      if (answer === undefined) return false;
      request.resume();
      response.writeHead(answer.status, { "Content-Type": answer.type, ...fault.headers });
      response.end(answer.body);
      return true;
    },
  };
}
