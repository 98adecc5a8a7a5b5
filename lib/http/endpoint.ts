import type { z } from "zod";
import type { NeededScope, Scope } from "#lib/auth/scopes.ts";
import type { ServiceScope } from "#lib/messenger/service-scopes.ts";
import type { LimitRule } from "./limits.ts";

/** A body that is not JSON, taken as it is. */
export interface BinaryBody {
  /** Documented only: what came is told by its bytes. */
  types: string[];
  maximumBytes: number;
}

/** `public` operations never look at the session; the others say what a token needs to be used for them. */
type Access =
  | { access: "public"; scope?: undefined; service?: undefined }
  | { access: "session"; scope: NeededScope; service?: undefined }
  | MessengerAccess;

/** Of `/api/v1`: for people (sessions, API tokens with the scope, hub tokens), for applications, or both. */
export type MessengerAccess =
  | { access: "messenger"; scope: Scope; service?: ServiceScope }
  | { access: "messenger"; scope?: undefined; service: ServiceScope };

/** One operation of the HTTP API: what validates it also documents it (`/api/openapi.json`). */
export type Endpoint<Query = unknown, Body = unknown> = Operation<Query, Body> & Access;

interface Operation<Query, Body> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  limit: LimitRule;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** `body` may also come as multipart/form-data with files named `picture`; `pictures` are then their tokens. */
  pictures?: true;
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
