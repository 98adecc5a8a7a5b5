import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { countObjects } from "#db/queries/calendars.ts";
import { syncAll } from "#lib/sync/sync-all.ts";
import { startRecordingProxy } from "#tests/support/recording-proxy.ts";
import { benchAvailabilityRoute } from "./availability-route.ts";
import { benchBookingPage } from "./booking-page.ts";
import { benchBookings } from "./bookings.ts";
import { benchConnector } from "./connector.ts";
import { benchDemoStart } from "./demo-start.ts";
import { benchDeltaBySize, benchExpansion, benchManyCalendars, benchMemory } from "./engine.ts";
import { benchFiles } from "./files.ts";
import { benchFirstSync } from "./first-sync.ts";
import { benchMessengerEvents } from "./messenger-events.ts";
import { benchNotifications } from "./notifications.ts";
import { benchOwnWork } from "./own-work.ts";
import { startBenchCloud } from "./support/bench-cloud.ts";
import { inFolder } from "./support/bench-folder.ts";
import { createBenchStudio } from "./support/bench-studio.ts";
import { type Figure, table } from "./support/figures.ts";
import { generateCalendar } from "./support/generate-calendar.ts";
import { radicaleRival, sandboxRival } from "./support/naive-rival.ts";
import { benchTalkRooms } from "./talk-rooms.ts";
import { benchUnchangedSync } from "./unchanged-sync.ts";

/** `npm run bench [-- --rounds N] [--events N] [--rival sandbox|radicale] [--only demo,bookings,first,route,own,sync,engine,talk,files,page,connector,notifications,events]`: docs/performance.md */
const { values } = parseArgs({
  options: {
    rival: { type: "string", default: "sandbox" },
    rounds: { type: "string", default: "7" },
    events: { type: "string", default: "10000" },
    only: {
      type: "string",
      default: "demo,talk,files,page,connector,notifications,events,bookings,first,own,sync,engine,route",
    },
  },
});
const rounds = Number(values.rounds);
const events = Number(values.events);
const wanted = new Set(values.only.split(","));
const now = Date.now();
process.env.LOG_LEVEL ??= "error";

const figures: Figure[] = [];
const report = (found: Figure[]) => {
  figures.push(...found);
  for (const { name, ours, rival, ratio } of found) console.log(`${name}\n  ${ours} | ${rival} | ${ratio}`);
};

await inFolder(async (folder) => {
  if (wanted.has("demo")) report(await benchDemoStart(folder, { rounds: Math.min(rounds, 3) }));
  if (wanted.has("talk")) report(await inFolder((own) => benchTalkRooms(own, rounds)));
  if (wanted.has("files")) report(await inFolder((own) => benchFiles(own, rounds)));
  if (wanted.has("page"))
    report(await inFolder((own) => benchBookingPage(own, { rounds: Math.min(rounds, 5) })));
  if (wanted.has("connector")) report(await benchConnector(rounds));
  if (wanted.has("events")) report(await inFolder((own) => benchMessengerEvents(own, rounds)));
  if (wanted.has("notifications"))
    report(await inFolder((own) => benchNotifications(own, { rounds: Math.min(rounds, 5) })));
  // The rest needs a calendar of ten thousand events, which takes a while to make.
  if (!["bookings", "first", "own", "sync", "engine", "route"].some((name) => wanted.has(name))) return;
  const objects = generateCalendar({ events, now });
  const cloud = await startBenchCloud(folder, objects);
  const proxy = await startRecordingProxy(() => Number(new URL(cloud.url).port));
  try {
    if (wanted.has("first"))
      report(await benchFirstSync(folder, { cloudUrl: cloud.url, events, now, rounds }));
    const studio = await createBenchStudio(folder, proxy.url);
    await syncAll(studio.ctx());
    const [held] = (await countObjects(studio.db, [(await studio.calendar()).id])).values();
    if (held?.objects !== events) throw new Error("The calendar did not arrive in the mirror.");
    if (wanted.has("bookings")) report(await benchBookings(folder, { rounds }));
    if (wanted.has("own")) {
      const rival = values.rival === "radicale" ? await radicaleRival(objects) : sandboxRival(cloud.url);
      report(await benchOwnWork(studio, rival, rounds));
      await rival.stop();
    }
    if (wanted.has("sync")) report(await benchUnchangedSync(studio, proxy, objects, rounds));
    if (wanted.has("engine")) {
      report(await benchExpansion(objects, Math.min(rounds, 3)));
      report(await benchDeltaBySize(studio, cloud.url, objects, rounds));
      report(await benchMemory(studio, cloud.url, events, now));
      report(await benchManyCalendars(folder));
    }
    if (wanted.has("route")) report(await benchAvailabilityRoute(studio, { rounds, requests: 2000 }));
    studio.close();
  } finally {
    await proxy.close();
    await cloud.stop();
  }
});
console.log(
  `\n${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores\n`,
);
console.log(table(figures));
