import type { z } from "zod";
import type { LimitRule } from "./limits.ts";

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
  response?: z.ZodType;
  /** Of a success; 200 unless said. */
  status?: number;
}

/** Keeps the schemas' types. */
export function endpoint<Query = unknown, Body = unknown>(
  definition: Endpoint<Query, Body>,
): Endpoint<Query, Body> {
  return definition;
}
