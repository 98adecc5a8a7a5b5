import { DAY } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { isCertificateFailure, type NetworkReason, networkReason } from "#lib/core/network-reason.ts";
import { retryAfter } from "#lib/core/retry-after.ts";
import type { Config, Connector, Refusal, RefusedAnswer } from "./connector.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { looksLikeHtml } from "./read-json.ts";
import { vendorWords } from "./redact.ts";

const SENTENCES: Readonly<Record<NetworkReason, (name: string, host: string) => string>> = {
  timeout: (name) => `${name} did not answer in time.`,
  dns: (name, host) => `${name} could not be found: the name ${host.replace(/:\d+$/, "")} does not resolve.`,
  tls: (name, host) => `${name} could not be reached securely: ${host} does not speak TLS as it should.`,
  refused: (name, host) => `${name} refused the connection: nothing answers at ${host}.`,
  reset: (name) => `${name} closed the connection before it had answered.`,
  network: (name, host) => `${name} could not be reached at ${host}.`,
  aborted: (name) => `${name} was not waited for: the request was given up.`,
};

/** What `fetch` threw, as UpstreamError `network`. */
export function unreachable({ connector }: OpenedConnector, host: string, cause: unknown, givenUp = false) {
  const reason = networkReason(cause, givenUp);
  const message = isCertificateFailure(cause)
    ? `The certificate of ${host} is not valid.`
    : SENTENCES[reason](connector.name, host);
  // No cause: what fetch says of a header that it does not like contains the header.
  return new UpstreamError({ service: connector.id, kind: "network", reason, message });
}

/** A call that was not made, because too many before it failed. `retryAt`: when one is made again. */
export function paused({ connector, now }: OpenedConnector, leftMs: number): UpstreamError {
  return new UpstreamError({
    service: connector.id,
    kind: "network",
    reason: "paused",
    neverSent: true,
    retryAt: now() + leftMs,
    message: `${connector.name} failed several times in a row and is not asked for the moment.`,
  });
}

/** A call that was not made, because too many wait already, or it waited too long for its turn. */
export function busy({ connector }: OpenedConnector): UpstreamError {
  return new UpstreamError({
    service: connector.id,
    kind: "network",
    reason: "busy",
    neverSent: true,
    message: `Too many requests to ${connector.name} are waiting already.`,
  });
}

/** A call that was not made, because the vendor asked for silence. No answer of its own: that was 429, this is none. */
export function limited({ connector, now }: OpenedConnector, leftMs: number): UpstreamError {
  return new UpstreamError({
    service: connector.id,
    kind: "rate-limited",
    reason: "quiet",
    neverSent: true,
    retryAt: now() + leftMs,
    message: `${connector.name} asked for fewer requests, and is not asked for the moment.`,
  });
}

/** An answer outside 2xx: what the vendor's body says of it, else what its status says. */
export function refusal(opened: OpenedConnector, answer: RefusedAnswer): UpstreamError {
  const { connector, secrets } = opened;
  const { status, headers } = answer;
  const now = opened.now();
  const said = explained(connector, answer, now);
  const kind = said.kind ?? (status === 401 ? "auth" : status === 429 ? "rate-limited" : "rejected");
  const words = said.message === undefined ? "" : vendorWords(said.message, secrets());
  const reason = said.reason ?? reasonOf(answer);
  const retryAt =
    saidOf(said.retryAt, now) ?? retryAfter(headers.get("retry-after"), now, headers.get("date"));
  return new UpstreamError({
    service: connector.id,
    kind,
    status,
    message: kind === "auth" && words === "" ? notAccepted(opened) : words || sentenceOf(connector, answer),
    ...(reason === undefined ? {} : { reason }),
    ...(retryAt === undefined ? {} : { retryAt }),
  });
}

function saidOf(retryAt: number | undefined, now: number): number | undefined {
  return Number.isFinite(retryAt) ? Math.min(Math.max(retryAt ?? 0, now), now + DAY) : undefined;
}

function explained(connector: Connector, answer: RefusedAnswer, nowMs: number): Refusal {
  try {
    return connector.explain?.(answer, nowMs) ?? {};
  } catch {
    // A body that is no such thing as the vendor documents; its status is known.
    return {};
  }
}

function reasonOf({ status, headers, text }: RefusedAnswer): string | undefined {
  if (status === 401) return "credentials";
  if (status === 403) return "forbidden";
  // A web page says that the address is wrong rather than that the thing is not there.
  if (status === 404) return looksLikeHtml(headers, text) ? "wrong-address" : "not-found";
  if (status === 410) return "gone";
  if (status === 429) return "too-many-requests";
  return status >= 500 ? "server-error" : undefined;
}

function sentenceOf({ name }: Connector, answer: RefusedAnswer): string {
  const { status } = answer;
  if (status === 403) return `${name} does not allow this with the credentials that are configured.`;
  if (status === 410) return `${name} answered 410: this part of its API is gone.`;
  if (status === 429) return `${name} asks for fewer requests.`;
  if (reasonOf(answer) === "wrong-address")
    return `${name} answered ${status} with a web page: its address may be wrong.`;
  return status >= 500 ? `${name} failed with status ${status}.` : `${name} answered ${status}.`;
}

/** The vendor does not know these credentials. */
export function notSignedIn(opened: OpenedConnector, { status }: { status: number }): UpstreamError {
  const message = notAccepted(opened);
  return new UpstreamError({
    service: opened.connector.id,
    kind: "auth",
    reason: "credentials",
    status,
    message,
  });
}

/** Names the variables, so that whoever reads it knows where to look. */
function notAccepted({ connector, config }: OpenedConnector): string {
  const names = secretNames(connector, config);
  const [only] = names;
  if (only === undefined) return `${connector.name} does not accept the credentials.`;
  if (names.length > 1) return `${connector.name} does not accept the credentials in ${names.join(" and ")}.`;
  const what = /PASSWORD$/.test(only) ? "password" : /SECRET$/.test(only) ? "secret" : "key";
  return `${connector.name} does not accept the ${what} in ${only}.`;
}

/** The secret variables of the alternative that is configured. */
function secretNames(connector: Connector, config: Config): string[] {
  const fields: Readonly<Record<string, { secret: boolean } | undefined>> = connector.fields;
  const used = connector.alternatives.find((names) => names.every((name) => config[name]));
  return (used ?? []).filter((name) => fields[name]?.secret === true);
}
