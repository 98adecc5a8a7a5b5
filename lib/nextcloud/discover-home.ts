import { UpstreamError } from "#lib/core/errors.ts";
import { basePathOf } from "./account.ts";
import type { SendOptions } from "./dav-request.ts";
import { normaliseHref } from "./href.ts";
import { propOf } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import { propfind } from "./propfind.ts";
import type { Transport } from "./transport.ts";

/**
 * Finds the account's calendar home on a server whose addresses are not Nextcloud's (RFC 6764 6, RFC 4791 6.2.1):
 * current-user-principal, then calendar-home-set. Canonical path with a trailing slash.
 * Throws UpstreamError `rejected`/`no-calendar-home` where the server names none.
 */
export async function discoverHome(transport: Transport, options: SendOptions = {}): Promise<string> {
  const base = basePathOf(transport.account.baseUrl);
  for (const start of new Set(["/.well-known/caldav", `${base}/remote.php/dav/`, `${base}/`])) {
    const principal = await hrefProp(transport, start, NS.dav, "d", "current-user-principal", options);
    if (principal === null) continue;
    const home = await hrefProp(transport, principal, NS.caldav, "c", "calendar-home-set", options);
    if (home !== null) return home.endsWith("/") ? home : `${home}/`;
  }
  throw new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "no-calendar-home",
    status: 404,
    message: `The server ${new URL(transport.origin).host} does not say where the calendars of this account are.`,
  });
}

/** The first href in a property; null where this address has no answer to it. */
async function hrefProp(
  transport: Transport,
  href: string,
  namespace: string,
  prefix: string,
  name: string,
  options: SendOptions,
): Promise<string | null> {
  try {
    const responses = await propfind(transport, href, "0", { [`${prefix}:${name}`]: {} }, options);
    for (const response of responses) {
      const element = propOf(response, namespace, name)?.children.find((child) => child.name === "href");
      if (element) return normaliseHref(element.text, href);
    }
    return null;
  } catch (error) {
    // A starting point may lead nowhere; bad credentials or a server out of reach end the search.
    if (error instanceof UpstreamError && (error.kind === "malformed" || isWrongAddress(error))) return null;
    throw error;
  }
}

function isWrongAddress(error: UpstreamError): boolean {
  return error.kind === "rejected" && (error.reason === "redirect" || (error.status ?? 0) < 500);
}
