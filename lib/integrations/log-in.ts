import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { notSignedIn, refusal } from "./call-failure.ts";
import type { AskForToken, Token } from "./connector.ts";
import { exchange, type VendorAnswer } from "./exchange.ts";
import { guarded, timeoutOf } from "./guarded.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { reworded } from "./reworded.ts";
import { quietedBy } from "./silence.ts";

const LOGIN_BYTES = 1_000_000;

/** What a login makes of an answer that it did not look at closely is no token. */
const tokenShape: z.ZodType<Token> = z.object({
  // It travels in a header.
  value: z.string().regex(/^[\x20-\x7e]+$/),
  expiresAt: z.number(),
  refresh: z.string().nullable(),
});

/** A fresh token, as the connector asks for one. @throws UpstreamError */
export async function logIn(
  opened: OpenedConnector,
  previous: Token | null,
): Promise<{ token: Token; livesMs: number }> {
  const { connector, config, now } = opened;
  if (connector.auth.kind !== "token") throw new Error(`${connector.id} has no login`);
  let last: VendorAnswer | null = null;
  const ask: AskForToken = async ({ url: address, form, json }) => {
    const url = loginUrl(opened, address);
    const request = { method: "POST" as const, form, json, maxBytes: LOGIN_BYTES };
    const asked = { connector, send: opened.send, request, url, credentials: {}, streamed: false };
    // Shared by everybody who waits for it, so nobody's signal ends it.
    const shared = { signal: new AbortController().signal, timeoutMs: timeoutOf(opened) };
    last = await guarded(opened, url, shared, (signal) => exchange(asked, signal));
    return { status: last.status, headers: last.headers, text: last.text };
  };
  const startedAt = now();
  try {
    const token = tokenShape.parse(await connector.auth.login(ask, config, previous, startedAt));
    return { token, livesMs: token.expiresAt - startedAt };
  } catch (error) {
    const failure = loginFailure(opened, error, last);
    // Whoever waits for the token had nothing sent yet.
    throw quietedBy(opened, { path: "" }, reworded(failure, failure.message, { neverSent: true }));
  }
}

/** The connector's origin, and those that its own configuration names. */
function loginUrl({ connector, config, base }: OpenedConnector, address: string): URL {
  const named = Object.values<string>(config).filter((value) => URL.canParse(value));
  const origins = new Set([base.origin, ...named.map((value) => new URL(value).origin)]);
  if (URL.canParse(address) && origins.has(new URL(address).origin)) return new URL(address);
  throw new UpstreamError({
    service: connector.id,
    kind: "rejected",
    reason: "other-origin",
    retryable: false,
    message: `The login of ${connector.name} is not at an address that is configured; no credentials are sent there.`,
  });
}

function loginFailure(opened: OpenedConnector, error: unknown, last: VendorAnswer | null): UpstreamError {
  if (error instanceof UpstreamError) {
    const plain = error.kind === "auth" && error.reason === undefined;
    return plain ? notSignedIn(opened, { status: error.status ?? 401 }) : error;
  }
  if (last && (last.status === 400 || last.status === 403)) return notSignedIn(opened, last);
  if (last && (last.status < 200 || last.status > 299)) return refusal(opened, last);
  return new UpstreamError({
    service: opened.connector.id,
    kind: "malformed",
    reason: "login",
    message: `${opened.connector.name} answered its login differently than documented.`,
    ...(last ? { status: last.status } : {}),
  });
}
