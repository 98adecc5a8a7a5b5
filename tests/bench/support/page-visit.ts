import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";

/** A phone of the middle class on a slow link: what field tools call 4× CPU slowdown and slow 4G. */
const CPU_SLOWDOWN = 4;
const LINK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};

export interface Visit {
  /** Every script of the first load: fetched until the network was quiet, before anything was tapped. Each gzipped by itself, bytes. */
  scriptBytes: number;
  /** Largest contentful paint, ms since navigation. */
  paintMs: number;
  /** From a tap to the next frame (event timing), ms; null where nothing was tapped. */
  tapMs: number | null;
}

/** Opens a page in a fresh context of a slowed browser, with an empty cache; `tap` then does one thing there. */
export async function visit(
  browser: Browser,
  url: string,
  tap?: (page: Page) => Promise<void>,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale: "en-GB",
    timezoneId: "Europe/Vienna",
  });
  try {
    const page = await context.newPage();
    const scripts: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script")
        scripts.push(response.body().then((body) => gzipSync(body).length));
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", LINK);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await page.addInitScript(observe);
    await page.goto(url, { waitUntil: "networkidle", timeout: 60_000 });
    const loaded = await Promise.all(scripts);
    if (tap) await tap(page);
    // Entries arrive after the frame they tell of.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200))));
    const seen = await page.evaluate(() => Reflect.get(window, "__seen"));
    return {
      scriptBytes: loaded.reduce((sum, size) => sum + size, 0),
      paintMs: Number(seen.paint),
      tapMs: tap ? Number(seen.tap) : null,
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page: notes the largest paint and the slowest interaction. */
function observe(): void {
  const seen = { paint: Number.NaN, tap: 0 };
  Reflect.set(window, "__seen", seen);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (Reflect.get(entry, "interactionId")) seen.tap = Math.max(seen.tap, entry.duration);
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}
