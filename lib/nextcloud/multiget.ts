import { calendarMultiGet } from "tsdav";
import { UpstreamError } from "#lib/core/errors.ts";
import { type SendOptions, sendForMultistatus } from "./dav-request.ts";
import { normaliseHref } from "./href.ts";
import { propOf, propText } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import type { Transport } from "./transport.ts";

const CHUNK = 200;

export interface RemoteObject {
  /** Canonical path. */
  href: string;
  /** Quoted as sent. */
  etag: string;
  ics: string;
}

/**
 * The objects at these addresses of one calendar (RFC 4791 7.9), 200 a request, one request after the other.
 * `missing` are those the server left out (Nextcloud) or answered with 404 (others). Throws UpstreamError, also
 * when an object is answered with another failure: it must not pass for missing.
 */
export async function multigetObjects(
  transport: Transport,
  href: string,
  hrefs: string[],
  options: SendOptions = {},
): Promise<{ objects: RemoteObject[]; missing: string[] }> {
  const collection = normaliseHref(href, transport.origin);
  const wanted = [...new Set(hrefs.map((one) => normaliseHref(one, collection)))];
  const found = new Map<string, RemoteObject>();
  for (let from = 0; from < wanted.length; from += CHUNK) {
    for (const object of await multigetChunk(
      transport,
      collection,
      wanted.slice(from, from + CHUNK),
      options,
    ))
      found.set(object.href, object);
  }
  return {
    objects: wanted.flatMap((one) => found.get(one) ?? []),
    missing: wanted.filter((one) => !found.has(one)),
  };
}

async function multigetChunk(
  transport: Transport,
  collection: string,
  hrefs: string[],
  options: SendOptions,
): Promise<RemoteObject[]> {
  const { responses } = await sendForMultistatus(
    transport,
    collection,
    (target) =>
      calendarMultiGet({
        ...target,
        depth: "1",
        objectUrls: hrefs,
        props: { "d:getetag": {}, "c:calendar-data": {} },
      }),
    options,
  );
  return responses.flatMap((response) => {
    if (response.status === 404 || response.status === 410) return [];
    const etag = propText(response, NS.dav, "getetag");
    const ics = propOf(response, NS.caldav, "calendar-data")?.text ?? "";
    if (etag !== null && ics.trim() !== "")
      return [{ href: normaliseHref(response.href, collection), etag, ics }];
    throw new UpstreamError({
      service: "nextcloud",
      kind: "malformed",
      reason: "incomplete",
      message: "The server delivered an event without its data.",
    });
  });
}
