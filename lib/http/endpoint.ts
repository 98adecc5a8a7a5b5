import type { z } from "zod";
import type { LimitRule } from "./limits.ts";

/** A body that is not JSON, taken as it is. */
export interface BinaryBody {
  /** Documented only: what came is told by its bytes. */
  types: string[];
  maximumBytes: number;
}

/** One operation of the HTTP API: what validates it also documents it (`/api/openapi.json`). */
export interface Endpoint<Query = unknown, Body = unknown> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  /** `public` endpoints never look at the session. */
  access: "public" | "session";
  limit: LimitRule;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** In place of `body`. */
  binary?: BinaryBody;
  response?: z.ZodType;
  /** Of what `response` describes; `application/json` unless said. */
  responseType?: string;
  /** Of a success; 200 unless said. */
  status?: number;
}

/** Keeps the schemas' types. */
export function endpoint<Query = unknown, Body = unknown>(
  definition: Endpoint<Query, Body>,
): Endpoint<Query, Body> {
  return definition;
}
