import { calendarMultiGet, getBasicAuthHeaders, smartCollectionSync } from "tsdav";
import { expandCalendar } from "#lib/ical/expand-calendar.ts";
import { mirrorWindow } from "#lib/sync/mirror-window.ts";
import { pullCalendar } from "#lib/sync/pull-calendar.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import { timeOf } from "./alternate.ts";
import { openBenchStudio } from "./bench-studio.ts";
import { generateCalendar } from "./generate-calendar.ts";
import { icalOccurrences } from "./ical-occurrences.ts";

/**
 * One first sync in a process of its own, so that its memory is its own: `pull` as the worker does it, `bare` the
 * download and the expansion of the same objects, `tsdav` its smartCollectionSync with ical.js. Writes one line of JSON.
 */
const [mode = "", events = "", now = ""] = process.argv.slice(2);
const studio = openBenchStudio(
  Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""])),
);
const calendar = await studio.calendar();
const ms = mode === "pull" ? await timeOf(pull) : mode === "tsdav" ? await timeOf(withTsdav) : await bare();
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ ms, peakMegabytes: maxRSS / 1024 }));
studio.close();

async function pull(): Promise<void> {
  const result = await pullCalendar(studio.ctx(), calendar.id, { cause: "first" });
  if (!result.ok || result.created !== Number(events))
    throw new Error(`The sync failed: ${JSON.stringify(result)}`);
}

async function bare(): Promise<number> {
  const objects = generateCalendar({ events: Number(events), now: Number(now) });
  const { fromMs, toMs } = mirrorWindow(Date.now());
  return timeOf(async () => {
    const response = await fetch(calendar.calendarUrl, {
      method: "REPORT",
      headers: {
        ...getBasicAuthHeaders({ username: serviceAccount, password: cloudPassword }),
        "Content-Type": "text/xml; charset=utf-8",
        Depth: "0",
      },
      body: `<d:sync-collection xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:sync-token/><d:sync-level>1</d:sync-level><d:prop><d:getetag/><c:calendar-data/></d:prop></d:sync-collection>`,
    });
    const text = await response.text();
    if (text.split("BEGIN:VCALENDAR").length - 1 !== objects.length) throw new Error("Not every event came.");
    for (const { ics } of objects)
      expandCalendar(ics, { timeZone: "Europe/Vienna", fromMs, toMs, blockBy: "busy" });
  });
}

/** What a client built on tsdav and ical.js would do: sync, then every occurrence of the same window. */
async function withTsdav(): Promise<void> {
  const { fromMs, toMs } = mirrorWindow(Date.now());
  const headers = getBasicAuthHeaders({ username: serviceAccount, password: cloudPassword });
  const synced = await smartCollectionSync({
    collection: {
      url: calendar.calendarUrl,
      objects: [],
      syncToken: "",
      reports: ["syncCollection"],
      objectMultiGet: calendarMultiGet,
    },
    method: "webdav",
    headers,
    account: {
      serverUrl: calendar.calendarUrl,
      accountType: "caldav",
      rootUrl: calendar.calendarUrl,
      homeUrl: calendar.calendarUrl,
    },
    detailedResult: true,
  });
  const created = synced.objects.created;
  if (created.length !== Number(events)) throw new Error(`Not every event came: ${created.length}`);
  for (const { data } of created) icalOccurrences(String(data), fromMs, toMs);
}
