import { calendarQuery } from "tsdav";
import { sendForMultistatus } from "#lib/nextcloud/dav-request.ts";
import { normaliseHref } from "#lib/nextcloud/href.ts";
import { propOf } from "#lib/nextcloud/multistatus.ts";
import { NS } from "#lib/nextcloud/namespaces.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

/** Of one answer: tens of thousands of events. */
const MOST_BYTES = 16_000_000;

export interface CalendarText {
  /** Canonical path of the object. */
  href: string;
  ics: string;
}

/**
 * The objects of a calendar with an event between two instants (RFC 4791, section 7.8), as the server expands them;
 * epoch milliseconds, `toMs` exclusive. @throws UpstreamError, `malformed` with `too-large` for more than 16 MB of them
 */
export async function queryCalendar(
  transport: Transport,
  href: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<CalendarText[]> {
  const collection = normaliseHref(href, transport.origin);
  const { responses } = await sendForMultistatus(bounded(transport), collection, (target) =>
    calendarQuery({
      ...target,
      depth: "1",
      props: { "d:getetag": {}, "c:calendar-data": {} },
      filters: {
        "comp-filter": {
          _attributes: { name: "VCALENDAR" },
          "comp-filter": {
            _attributes: { name: "VEVENT" },
            "time-range": { _attributes: { start: basicTime(fromMs), end: basicTime(toMs) } },
          },
        },
      },
    }),
  );
  return responses.flatMap((response) => {
    const ics = propOf(response, NS.caldav, "calendar-data")?.text ?? "";
    return ics.trim() === "" ? [] : [{ href: normaliseHref(response.href, collection), ics }];
  });
}

function bounded(transport: Transport): Transport {
  return { ...transport, request: (asked) => transport.request({ ...asked, maxBytes: MOST_BYTES }) };
}

/** `20261121T100000Z` */
function basicTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
