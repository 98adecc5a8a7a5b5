import type { z } from "zod";
import type { Config } from "./connector.ts";

export interface ClientRequest {
  /** GET unless said. */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base URL, beginning with a slash; ids in it are encoded by the caller (`encodeURIComponent`). */
  path: string;
  /** What is undefined is left out. */
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** One of these at most. */
  json?: unknown;
  form?: Record<string, string>;
  multipart?: FormData;
  /**
   * Whether it may be sent again when nobody knows what became of it. Unless said, POST and PATCH may not: say so of a
   * search, or of one that carries its own key. A GET that takes something each time is not.
   */
  repeatable?: boolean;
  /** The path as documented, without ids, for the log: `/orders/{id}`. The path itself unless said. */
  operation?: string;
  /** For one try, milliseconds, in place of the connector's; of a stream until it begins, and at most 30 s of silence. */
  timeoutMs?: number;
  /** Of the answer; 8 MB unless said. */
  maxBytes?: number;
  signal?: AbortSignal;
}

export interface ClientAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** An answer whose body is read as it comes; whoever takes it reads it to its end or cancels it. */
export interface ClientStream {
  status: number;
  headers: Headers;
  body: ReadableStream<Uint8Array>;
}

/**
 * One connector as it is configured. Every call is limited, tried again where that is safe, and translated: what throws
 * is an UpstreamError of `service` = the connector's id, whose message names no secret and is fit to be shown.
 */
export interface Client {
  readonly id: string;
  readonly name: string;
  readonly config: Config;
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Any answer of 2xx as text. @throws UpstreamError `rejected`, `other-origin`, for a path that leads elsewhere (dot
   * segments, backslashes, controls), before anything is sent
   */
  request(request: ClientRequest): Promise<ClientAnswer>;
  /** A JSON answer through its schema. @throws UpstreamError `malformed` (`html`, `json`, `shape`, `too-large`) */
  json<T>(request: ClientRequest, schema: z.ZodType<T>): Promise<T>;
  /** As `json`, with the headers. */
  jsonWithHeaders<T>(request: ClientRequest, schema: z.ZodType<T>): Promise<{ data: T; headers: Headers }>;
  /** Bytes of any size; only silence is limited, not the whole. Holds one of the connector's places until it ends. */
  stream(request: ClientRequest): Promise<ClientStream>;
}
