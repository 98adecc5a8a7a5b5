import path from "node:path";
import { openCalendarStore } from "#sandbox/caldav/calendar-store.ts";
import { readCalendarObject } from "#sandbox/caldav/read-calendar-object.ts";
import { serviceAccount } from "#sandbox/users.ts";
import type { GeneratedObject } from "./generate-calendar.ts";
import { startNode, stopChild, waitForOutput } from "./node-child.ts";

export interface BenchCloud {
  url: string;
  stop(): Promise<void>;
}

const FEW = 100;

/**
 * A sandbox cloud in a process of its own. Mara's calendar holds the objects, Theo's the first hundred of them; both
 * are shared with the service account, as are `empty` further calendars of Theo's. The objects are written through the store: ten thousand PUTs would take half a minute.
 */
export async function startBenchCloud(
  folder: string,
  objects: GeneratedObject[],
  options: { empty?: number } = {},
): Promise<BenchCloud> {
  const data = path.join(folder, "cloud");
  const store = openCalendarStore(data, Date.now);
  const calendars = [
    { owner: "mara", uri: "personal", held: objects },
    { owner: "theo", uri: "personal", held: objects.slice(0, FEW) },
    ...Array.from({ length: options.empty ?? 0 }, (_, index) => ({
      owner: "theo",
      uri: `empty-${index}`,
      held: [],
    })),
  ];
  for (const { owner, uri, held } of calendars) {
    const calendar = store.createCalendar({
      owner,
      uri,
      displayName: "Personal",
      color: "#0082c9",
      components: ["VEVENT"],
    });
    store.share(calendar, { user: serviceAccount, access: "read-write" });
    for (const { name, ics } of held)
      store.put(calendar, name, readCalendarObject(Buffer.from(ics), ["VEVENT"]));
  }
  const child = startNode(["sandbox/main.ts", "--port", "0", "--data", data]);
  const [, url = ""] = await waitForOutput(child, /is ready: (\S+)/);
  // `localhost` may be tried as ::1 first; the address is the same for everybody who is measured.
  return { url: url.replace("localhost", "127.0.0.1"), stop: () => stopChild(child) };
}
