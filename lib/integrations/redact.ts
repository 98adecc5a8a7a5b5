import { plainText } from "#lib/core/plain-text.ts";
import type { Config, Connector } from "./connector.ts";
import { writtenAnyhow } from "./written-anyhow.ts";

const HIDDEN = "[secret]";
/** Anything shorter would take ordinary words with it. */
const SHORTEST = 4;
/** The base64 of less could be part of anything. */
const SHORTEST_ENCODED = 8;
const LONGEST_WORDS = 300;

/** Values of the configured secrets, as they may come back in an answer: as they are, and within a header. */
export function secretsOf(connector: Connector, config: Config): string[] {
  const fields: Readonly<Record<string, { secret: boolean } | undefined>> = connector.fields;
  const valuesOf = (secret: boolean) =>
    Object.entries<string>(config)
      .filter(([name, value]) => value !== "" && fields[name]?.secret === secret)
      .map(([, value]) => value);
  const values = valuesOf(true);
  const pairs = valuesOf(false).flatMap((user) => values.map((value) => base64(`${user}:${value}`)));
  const sent = connector.auth.kind === "headers" ? credentialsIn(connector.auth.headers(config)) : [];
  return withEncodings([...values, ...pairs, ...sent]);
}

/** What is secret of headers that were made to sign in: Basic and Bearer with and without that word. */
export function credentialsIn(headers: Record<string, string>): string[] {
  return Object.entries(headers)
    .filter(([name]) => /auth|key|token|cookie|secret/i.test(name))
    .flatMap(([, value]) => [value, value.split(" ").at(-1) ?? ""]);
}

/** With their base64, the longest first, so that none of one is left when a part of it is another. */
export function withEncodings(values: readonly string[]): string[] {
  const all = values.flatMap((value) => (value.length < SHORTEST_ENCODED ? [value] : [value, base64(value)]));
  return [...new Set(all)]
    .filter((value) => value.length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
}

/**
 * The text without the secrets, also as URLs, forms, JSON and HTML write them, without what URLs in it carry as user,
 * password, query and fragment.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  return redactUrls(secrets.reduce((left, secret) => left.replace(writtenAnyhow(secret), HIDDEN), text));
}

/** URLs keep their address and the names in their query, never a value. */
export function redactUrls(text: string): string {
  return text.replace(/\bhttps?:\/\/[^\s"'<>]+/gi, (found) => {
    // Not from within a run of them: a long one that does not end it would be looked at once for each.
    const end = /(?<![.,;:!?)])[.,;:!?)]*$/.exec(found)?.index ?? found.length;
    const address = found.slice(0, end);
    if (!URL.canParse(address)) return "[address]";
    const { origin, pathname, searchParams } = new URL(address);
    const query = [...searchParams.keys()].map((name) => `${name}=…`).join("&");
    const path = pathname === "/" && !address.slice(8).includes("/") ? "" : pathname;
    return `${origin}${path}${query === "" ? "" : `?${query}`}${found.slice(end)}`;
  });
}

/** A vendor's own words as one short line of plain text, fit to be shown. */
export function vendorWords(text: string, secrets: readonly string[]): string {
  // Secrets first, so that no cut leaves half of one.
  const bounded = redact(text, secrets).slice(0, 4_000);
  return plainText(bounded.replace(/<[^<>]*>/g, " "), LONGEST_WORDS);
}

/** Without what fills it up, which not everybody writes. */
function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "");
}
