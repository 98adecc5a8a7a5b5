import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { createBenchStudio } from "./support/bench-studio.ts";
import { startEmptyNextPage } from "./support/empty-next-page.ts";
import { type Figure, median, spread } from "./support/figures.ts";
import { freePort } from "./support/free-port.ts";
import { startNode, stopChild } from "./support/node-child.ts";
import { type Visit, visit } from "./support/page-visit.ts";
import { untilAnswers } from "./support/until-answers.ts";

const DEBIAN = "/usr/bin/chromium";
const GOAL_KB = 175;

/**
 * The booking page on a slow phone (`support/page-visit.ts`): what it loads, when its largest piece is painted, and how
 * long a tap on a day takes to show the day's times; beside it an empty page of the same Next.
 */
export async function benchBookingPage(folder: string, options: { rounds: number }): Promise<Figure[]> {
  if (!existsSync(".next/parlour-build")) {
    console.error("Not measured: the booking page needs a build (bin/demo makes one).");
    return [];
  }
  const studio = await createBenchStudio(folder);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const web = startNode(["bin/processes/web.ts", "--port", String(port), "--host", "127.0.0.1"], {
    ...studio.variables,
    NEXTAUTH_URL: origin,
  });
  const empty = await startEmptyNextPage();
  const browser = await chromium.launch({
    ...(existsSync(DEBIAN) ? { executablePath: DEBIAN } : {}),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  try {
    await Promise.all([untilAnswers(`${origin}/api/health/live`), untilAnswers(empty.url)]);
    const [ours, theirs]: [Visit[], Visit[]] = [[], []];
    for (let round = 0; round <= options.rounds; round++) {
      const own = await visit(
        browser,
        `${origin}/book/mara/session?month=${monthAfter(Date.now())}`,
        async (page) => {
          await page
            .getByRole("link", { name: /times? free/ })
            .nth(2)
            .tap();
          await page
            .getByRole("link", { name: /^\d\d:\d\d$/ })
            .first()
            .waitFor();
        },
      );
      const other = await visit(browser, empty.url);
      // The first round only warms up.
      if (round === 0) continue;
      ours.push(own);
      theirs.push(other);
    }
    return figuresOf(ours, theirs);
  } finally {
    await browser.close();
    await Promise.all([stopChild(web), stopChild(empty.child)]);
    studio.close();
  }
}

/** The month after an instant's (UTC), `YYYY-MM`: every day of it is ahead, whatever the date today. */
function monthAfter(nowMs: number): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString().slice(0, 7);
}

function figuresOf(ours: Visit[], theirs: Visit[]): Figure[] {
  const kilobytes = (visits: Visit[]) => visits.map(({ scriptBytes }) => scriptBytes / 1000);
  const paints = (visits: Visit[]) => visits.map(({ paintMs }) => paintMs);
  const taps = ours.flatMap(({ tapMs }) => (tapMs === null ? [] : [tapMs]));
  const [own, other] = [median(kilobytes(ours)), median(kilobytes(theirs))];
  return [
    {
      name: "booking page, JavaScript loaded (gzip)",
      ours: `${own.toFixed(1)} kB`,
      rival: `${other.toFixed(1)} kB`,
      ratio: `${(own - other).toFixed(1)} kB more`,
      goal: `≤ ${GOAL_KB} kB`,
      met: own <= GOAL_KB,
    },
    {
      name: "booking page, largest contentful paint, 4× slower CPU and slow 4G",
      ours: spread(paints(ours), "ms"),
      rival: spread(paints(theirs), "ms"),
      ratio: `${(median(paints(ours)) / median(paints(theirs))).toFixed(2)} times`,
      goal: "–",
      met: null,
    },
    {
      name: "booking page, from a tap on a day to the frame with its times, 4× slower CPU",
      ours: spread(taps, "ms"),
      rival: "–",
      ratio: "–",
      goal: "≤ 200 ms",
      met: median(taps) <= 200,
    },
  ];
}
