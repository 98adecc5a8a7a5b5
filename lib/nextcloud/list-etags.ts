import { UpstreamError } from "#lib/core/errors.ts";
import type { SendOptions } from "./dav-request.ts";
import { normaliseHref } from "./href.ts";
import { propText } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import { propfind } from "./propfind.ts";
import type { Transport } from "./transport.ts";

/**
 * Href (canonical) and etag (as sent) of every object in the calendar: for a full reconcile, and for servers
 * without sync-collection. Throws UpstreamError, also when one object's etag is missing: a partial list would
 * read as deletions.
 */
export async function listEtags(
  transport: Transport,
  href: string,
  options: SendOptions = {},
): Promise<{ href: string; etag: string }[]> {
  const responses = await propfind(transport, href, "1", { "d:getetag": {} }, options);
  const collection = normaliseHref(href, transport.origin);
  const rows: { href: string; etag: string }[] = [];
  for (const response of responses) {
    const row = normaliseHref(response.href, collection);
    if (row.endsWith("/") || `${row}/` === collection) continue;
    const etag = propText(response, NS.dav, "getetag");
    if (etag === null) throw incompleteListing();
    rows.push({ href: row, etag });
  }
  return rows;
}

function incompleteListing(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "incomplete",
    message: "The server's list of events is not complete, so none of it is used.",
  });
}
