import type { Env } from "#lib/core/env.ts";
import type { Client } from "./client.ts";

/** A variable of the environment that a connector may read. */
export type ConfigName = Extract<
  keyof Env,
  | `PLENTYONE_${string}`
  | `ZULIP_${string}`
  | `TODOIST_${string}`
  | `FREESCOUT_${string}`
  | `ECODMS_${string}`
  | "NEXTCLOUD_BASE_URL"
  | "NEXTCLOUD_USERNAME"
  | "NEXTCLOUD_PASSWORD"
  | "NEXTCLOUD_FILES_BASE_PATH"
>;

/** What a connector reads, "" where a variable is absent. */
export type Config<Name extends ConfigName = ConfigName> = Readonly<Record<Name, string>>;

/** What a vendor says about how much may still be asked. `resetAt` and `seenAt` are epoch milliseconds. */
export interface RateLimit {
  limit: number | null;
  remaining: number;
  resetAt: number | null;
  seenAt: number;
}

/** What lets requests in until `expiresAt` (epoch milliseconds). */
export interface Token {
  value: string;
  expiresAt: number;
  /** What a fresh one is had with, where the vendor has such a thing. */
  refresh: string | null;
}

/** One request of a login: a POST without credentials, to the connector's origin or to one that its configuration names. */
export type AskForToken = (request: {
  url: string;
  form?: Record<string, string>;
  json?: unknown;
}) => Promise<{ status: number; headers: Headers; text: string }>;

export type Auth<Name extends ConfigName = ConfigName> =
  | { kind: "headers"; headers(config: Config<Name>): Record<string, string> }
  | {
      kind: "token";
      /**
       * Asks for a token; `previous` is the one that ended. Called once at a time. Anything that it throws beside
       * UpstreamError is told from the last answer: wrong credentials, or not as documented.
       */
      login(ask: AskForToken, config: Config<Name>, previous: Token | null, nowMs: number): Promise<Token>;
      headers(token: Token): Record<string, string>;
    };

/** An answer outside 2xx, as it came. */
export interface RefusedAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** What a vendor's error body says beyond its status. What is absent is taken from the status. */
export interface Refusal {
  /** The vendor's own words, for people. */
  message?: string;
  kind?: "auth" | "rate-limited" | "rejected" | "malformed";
  /** `not-found` and `invalid` become 404 and 422; others are told as they are. */
  reason?: string;
  /** Epoch milliseconds. */
  retryAt?: number;
}

/** One third-party system, described as data and a few functions (docs/integrations.md). */
export interface Connector<Id extends string = string, Name extends ConfigName = ConfigName> {
  id: Id;
  /** As the vendor writes it. */
  name: string;
  /** The vendor's documentation of the API. */
  docsUrl: string;
  /** Everything it reads from the environment, and which of it is a secret. */
  fields: Readonly<{ [Field in Name]?: { secret: boolean } }>;
  /** Each is a set of variables that is enough; the first is the one people are told of. */
  alternatives: readonly (readonly NoInfer<Name>[])[];
  /** Without a trailing slash. The credentials go to its origin only. */
  baseUrl(config: Config<NoInfer<Name>>): string;
  auth: Auth<NoInfer<Name>>;
  /** Of any answer; null where it says nothing. */
  rateLimit?(headers: Headers, nowMs: number): RateLimit | null;
  /** Of an answer outside 2xx; null where the status says it all. */
  explain?(answer: RefusedAnswer, nowMs: number): Refusal | null;
  /** For one try, milliseconds; 15 s unless said. */
  timeoutMs?: number;
  /** Requests at once; 4 unless said. */
  concurrency?: 2 | 3 | 4;
  /** Asks something small with the credentials. @throws UpstreamError why it does not work */
  test(client: Client): Promise<void>;
  /** As `test`, but free of licence cost, so that it may be asked every few minutes. */
  health(client: Client): Promise<void>;
  /**
   * Operations (method and path as documented) that prove no more than that somebody answers: they need no credentials,
   * or only end what was begun with them.
   */
  withoutLogin?: readonly string[];
}

/** Keeps the names of the fields, so that alternatives can only name what is declared. */
export function defineConnector<const Id extends string, Name extends ConfigName>(
  connector: Connector<Id, Name>,
): Connector<Id, Name> {
  return connector;
}
