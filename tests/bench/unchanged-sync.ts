import { getBasicAuthHeaders } from "tsdav";
import { pullCalendar } from "#lib/sync/pull-calendar.ts";
import { syncAll } from "#lib/sync/sync-all.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import type { RecordingProxy } from "#tests/support/recording-proxy.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import type { BenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import type { GeneratedObject } from "./support/generate-calendar.ts";

/** A sync when nothing changed, counted at a proxy, and one when a single event changed, beside its bare requests. */
export async function benchUnchangedSync(
  studio: BenchStudio,
  proxy: RecordingProxy,
  objects: GeneratedObject[],
  rounds: number,
): Promise<Figure[]> {
  const ctx = studio.ctx();
  proxy.requests.length = 0;
  const unchanged: number[] = [];
  for (let round = 0; round < rounds; round++) unchanged.push(await timeOf(() => syncAll(ctx)));
  const requests = proxy.requests.length / rounds;

  const href = (await studio.calendar()).href;
  let changes = 0;
  let tokenBefore = "";
  const pull = async () => {
    const result = await pullCalendar(ctx, (await studio.calendar()).id, { cause: "manual" });
    if (!result.ok || result.updated !== 1) throw new Error(`Not one change: ${JSON.stringify(result)}`);
  };
  // Each round changes one event; ours and the bare requests then ask for what came after the same token.
  const changeOne = async () => {
    changes += 1;
    const object = objects[changes];
    if (!object) throw new Error("No objects left to change");
    tokenBefore = (await studio.calendar()).syncToken ?? "";
    const ics = object.ics.replace(/^SEQUENCE:\d+/m, `SEQUENCE:${100 + changes}`);
    const url = `${proxy.url}/remote.php/dav/calendars/mara/personal/${object.name}`;
    const headers = {
      ...getBasicAuthHeaders({ username: "mara", password: cloudPassword }),
      "If-Match": "*",
    };
    const response = await fetch(url, { method: "PUT", headers, body: ics });
    if (!response.ok) throw new Error(`The cloud refused the change: ${response.status}`);
    return `${href}${object.name}`;
  };
  let current = "";
  let fresh = false;
  const prepare = async () => {
    if (!fresh) current = await changeOne();
    fresh = !fresh;
  };
  const samples = await alternate(
    rounds,
    async () => {
      await prepare();
      return timeOf(pull);
    },
    async () => {
      await prepare();
      return timeOf(() => bareDelta(`${proxy.url}${href}`, tokenBefore, current));
    },
  );
  const slower = ratios(samples, (ours, bare) => ours / bare);
  return [
    {
      name: "sync with nothing changed (two calendars in one home)",
      ours: spread(unchanged, "ms"),
      rival: "–",
      ratio: `${requests} requests`,
      goal: "1 request a calendar home",
      met: requests === 1,
    },
    {
      name: "sync with one event changed; beside it the same two requests by fetch",
      ours: spread(samples.ours, "ms"),
      rival: spread(samples.rival, "ms"),
      ratio: `${spread(slower)} times`,
      goal: "≤ 1.5 times",
      met: median(slower) <= 1.5,
    },
  ];
}

/** The requests of a delta and nothing else: sync-collection since a token, and multiget of the one that changed. */
async function bareDelta(url: string, token: string, href: string): Promise<void> {
  const headers = {
    ...getBasicAuthHeaders({ username: serviceAccount, password: cloudPassword }),
    "Content-Type": "text/xml; charset=utf-8",
  };
  const report = async (depth: string, body: string) => {
    const response = await fetch(url, { method: "REPORT", headers: { ...headers, Depth: depth }, body });
    const text = await response.text();
    if (response.status !== 207 || !text.includes("getetag")) throw new Error(`Unexpected answer: ${text}`);
  };
  await report(
    "0",
    `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`,
  );
  await report(
    "1",
    `<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop><d:href>${href}</d:href></c:calendar-multiget>`,
  );
}
