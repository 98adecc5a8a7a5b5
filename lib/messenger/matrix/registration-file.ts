import { PREFIX, SENDER_LOCALPART } from "./matrix-names.ts";

/** The application service's id, as in its registration and in pings. */
export const APPSERVICE_ID = "parlour";

export interface Registration {
  /** Where the homeserver reaches the service; it calls `<url>/_matrix/app/v1/…`. */
  url: string;
  serverName: string;
  asToken: string;
  hsToken: string;
}

/**
 * The registration that a homeserver is given (YAML; application service API, "Registration"). Users and aliases that
 * begin with our prefix are ours alone.
 */
export function registrationFile({ url, serverName, asToken, hsToken }: Registration): string {
  const server = serverName.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const namespace = (sigil: string) => [
    "    - exclusive: true",
    `      regex: ${quoted(`^${sigil}${PREFIX}.*:${server}$`)}`,
  ];
  return [
    "# Parlour's application service. Whoever has these tokens can act for everybody it knows.",
    `id: ${quoted(APPSERVICE_ID)}`,
    `url: ${quoted(url)}`,
    `as_token: ${quoted(asToken)}`,
    `hs_token: ${quoted(hsToken)}`,
    `sender_localpart: ${quoted(SENDER_LOCALPART)}`,
    "rate_limited: false",
    "namespaces:",
    "  users:",
    ...namespace("@"),
    "  aliases:",
    ...namespace("#"),
    "  rooms: []",
    "",
  ].join("\n");
}

/** A string of JSON is a double-quoted scalar of YAML 1.2. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
