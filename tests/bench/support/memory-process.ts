import { getBasicAuthHeaders } from "tsdav";
import { pullCalendar } from "#lib/sync/pull-calendar.ts";
import { cloudPassword } from "#sandbox/users.ts";
import { openBenchStudio } from "./bench-studio.ts";
import { generateCalendar } from "./generate-calendar.ts";

/** A thousand syncs in a process of its own, each of one changed event. Writes one line of JSON. */
const [cloudUrl = "", events = "", now = ""] = process.argv.slice(2);
const studio = openBenchStudio(
  Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""])),
);
const objects = generateCalendar({ events: Number(events), now: Number(now) }).slice(0, 100);
const { id } = await studio.calendar();
const headers = { ...getBasicAuthHeaders({ username: "mara", password: cloudPassword }), "If-Match": "*" };

await pullCalendar(studio.ctx(), id, { cause: "manual" });
const afterHundredMegabytes = await sync(1, 100);
const afterThousandMegabytes = await sync(101, 1000);
console.log(JSON.stringify({ afterHundredMegabytes, afterThousandMegabytes }));
studio.close();
process.exit();

async function sync(from: number, to: number): Promise<number> {
  for (let run = from; run <= to; run++) {
    const object = objects[run % objects.length];
    if (!object) throw new Error("No objects");
    const body = object.ics.replace(/^SEQUENCE:\d+/m, `SEQUENCE:${10_000 + run}`);
    const url = `${cloudUrl}/remote.php/dav/calendars/mara/personal/${object.name}`;
    const response = await fetch(url, { method: "PUT", headers, body });
    if (!response.ok) throw new Error(`The cloud refused the change: ${response.status}`);
    const result = await pullCalendar(studio.ctx(), id, { cause: "manual" });
    if (!result.ok || result.updated !== 1) throw new Error(`Not one change: ${JSON.stringify(result)}`);
  }
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
