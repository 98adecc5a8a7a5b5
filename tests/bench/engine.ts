import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { getBasicAuthHeaders } from "tsdav";
import { z } from "zod";
import { listCalendars } from "#db/queries/calendars.ts";
import { createCalendar } from "#lib/calendars/create-calendar.ts";
import { DAY } from "#lib/core/clock.ts";
import { expandCalendar } from "#lib/ical/expand-calendar.ts";
import { pullCalendar } from "#lib/sync/pull-calendar.ts";
import { syncAll } from "#lib/sync/sync-all.ts";
import { cloudPassword } from "#sandbox/users.ts";
import { startRecordingProxy } from "#tests/support/recording-proxy.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import { startBenchCloud } from "./support/bench-cloud.ts";
import { type BenchStudio, createBenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import type { GeneratedObject } from "./support/generate-calendar.ts";
import { icalOccurrences } from "./support/ical-occurrences.ts";
import { startNode, waitForOutput } from "./support/node-child.ts";

/** The expansion of every object over half a year, beside ical.js, which reads each object's VTIMEZONE anew. */
export async function benchExpansion(objects: GeneratedObject[], rounds: number): Promise<Figure[]> {
  const fromMs = Date.now();
  const toMs = fromMs + 180 * DAY;
  let [found, foundByRival] = [0, 0];
  const ours = async () => {
    found = 0;
    for (const { ics } of objects)
      found += expandCalendar(ics, { timeZone: "Europe/Vienna", fromMs, toMs, blockBy: "busy" }).occurrences
        .length;
  };
  const rival = async () => {
    foundByRival = 0;
    for (const { ics } of objects) foundByRival += icalOccurrences(ics, fromMs, toMs);
  };
  const samples = await alternate(
    rounds,
    () => timeOf(ours),
    () => timeOf(rival),
  );
  const faster = ratios(samples, (mine, theirs) => theirs / mine);
  return [
    {
      name: `expansion of ${objects.length} events over 180 days (${found} occurrences); beside it ical.js (${foundByRival})`,
      ours: spread(samples.ours, "ms"),
      rival: spread(samples.rival, "ms"),
      ratio: `${spread(faster)} times faster`,
      goal: "≥ 5 times faster",
      met: median(faster) >= 5,
    },
  ];
}

/** One change in a calendar of ten thousand events, beside one in a calendar of a hundred. */
export async function benchDeltaBySize(
  studio: BenchStudio,
  cloudUrl: string,
  objects: GeneratedObject[],
  rounds: number,
): Promise<Figure[]> {
  let changes = 0;
  const pull = async (owner: "mara" | "theo") => {
    changes += 1;
    const object = objects[changes % 100];
    const [calendar] = await listCalendars(studio.db, [owner]);
    if (!object || !calendar) throw new Error(`Nothing to change for ${owner}`);
    const response = await fetch(`${cloudUrl}/remote.php/dav/calendars/${owner}/personal/${object.name}`, {
      method: "PUT",
      headers: { ...getBasicAuthHeaders({ username: owner, password: cloudPassword }), "If-Match": "*" },
      body: object.ics.replace(/^SEQUENCE:\d+/m, `SEQUENCE:${1000 + changes}`),
    });
    if (!response.ok) throw new Error(`The cloud refused the change: ${response.status}`);
    return timeOf(async () => {
      const result = await pullCalendar(studio.ctx(), calendar.id, { cause: "manual" });
      if (!result.ok || result.updated !== 1) throw new Error(`Not one change: ${JSON.stringify(result)}`);
    });
  };
  for (const owner of ["mara", "theo"]) {
    const [calendar] = await listCalendars(studio.db, [owner]);
    if (calendar) await pullCalendar(studio.ctx(), calendar.id, { cause: "manual" });
  }
  const samples = await alternate(
    // Single deltas take milliseconds: more of them, for a steadier figure.
    rounds * 6,
    () => pull("mara"),
    () => pull("theo"),
  );
  const slower = median(samples.ours) / median(samples.rival);
  return [
    {
      name: `a delta of one change among ${objects.length} events; beside it among 100`,
      ours: spread(samples.ours, "ms"),
      rival: spread(samples.rival, "ms"),
      ratio: `${slower.toFixed(2)} times (of the medians)`,
      goal: "< 1.3 times",
      met: slower < 1.3,
    },
  ];
}

/** A hundred calendars of one home, none of them changed. */
export async function benchManyCalendars(folder: string): Promise<Figure[]> {
  const own = path.join(folder, "many-calendars");
  mkdirSync(own);
  const cloud = await startBenchCloud(own, [], { empty: 98 });
  const proxy = await startRecordingProxy(() => Number(new URL(cloud.url).port));
  try {
    const studio = await createBenchStudio(own, proxy.url);
    for (let index = 0; index < 98; index++)
      await createCalendar(studio.ctx(), {
        artistId: "theo",
        calendarUrl: `/remote.php/dav/calendars/theo/empty-${index}/`,
      });
    await syncAll(studio.ctx());
    proxy.requests.length = 0;
    const ms = await timeOf(() => syncAll(studio.ctx()));
    const requests = proxy.requests.length;
    const configured = (await listCalendars(studio.db)).length;
    studio.close();
    return [
      {
        name: `sync of ${configured} calendars in one home, none changed`,
        ours: `${ms.toFixed(1)} ms`,
        rival: "–",
        ratio: `${requests} request${requests === 1 ? "" : "s"}`,
        goal: "1 request",
        met: requests === 1 && configured === 100,
      },
    ];
  } finally {
    await proxy.close();
    await cloud.stop();
  }
}

const growth = z.object({ afterHundredMegabytes: z.number(), afterThousandMegabytes: z.number() });

/** The heap of a process after a hundred and after a thousand syncs of one change each. */
export async function benchMemory(
  studio: BenchStudio,
  cloudUrl: string,
  events: number,
  now: number,
): Promise<Figure[]> {
  const script = fileURLToPath(new URL("./support/memory-process.ts", import.meta.url));
  const child = startNode(["--expose-gc", script, cloudUrl, String(events), String(now)], studio.variables);
  const [line] = await waitForOutput(child, /^\{.*\}$/m);
  const { afterHundredMegabytes: before, afterThousandMegabytes: after } = growth.parse(JSON.parse(line));
  return [
    {
      name: "heap after 1,000 syncs of one change each; beside it after 100",
      ours: `${after.toFixed(1)} MB`,
      rival: `${before.toFixed(1)} MB`,
      ratio: `${(after / before).toFixed(2)} times`,
      goal: "flat: ≤ 1.1 times",
      met: after / before <= 1.1,
    },
  ];
}
