import { expect, test } from "@playwright/test";
import { addRoundTheClock, answerTo } from "./support/booking.ts";
import { parlourUrl, signIn } from "./support/parlour.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test.use({ timezoneId: "Pacific/Auckland" });
test.describe.configure({ timeout: 120_000 });

/** Minutes that a zone's clock is ahead of UTC. */
function offsetMinutes(zone: string, ms: number): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    timeZoneName: "longOffset",
  }).formatToParts(ms);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The next hour (epoch ms) at which a zone's clocks are changed, so far ahead that two days before it are, too. */
function nextChange(zone: string): number {
  for (let ms = Math.ceil((Date.now() + 4 * DAY) / HOUR) * HOUR; ; ms += HOUR)
    if (offsetMinutes(zone, ms) !== offsetMinutes(zone, ms + HOUR)) return ms + HOUR;
}

const clockIn = (zone: string, ms: number) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(ms);
const dayIn = (zone: string, ms: number) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(ms);

for (const changing of ["Europe/Vienna", "Pacific/Auckland"]) {
  test(`from Auckland a time in Vienna, on the night the clocks of ${changing} change`, async ({
    page,
    request,
    browser,
  }) => {
    const desk = await browser.newPage({ locale: "en-GB" });
    await signIn(desk, "admin@parlour.test");
    const artist = await addRoundTheClock(desk, `Nightly ${changing.slice(0, 2)}`, {
      name: "By night",
      durationMinutes: 60,
      slotStepMinutes: 60,
      horizonDays: 365,
    });
    await desk.close();
    const change = nextChange(changing);
    const query = new URLSearchParams({
      artistId: artist.id,
      serviceId: artist.serviceId,
      from: new Date(change - 48 * HOUR).toISOString(),
      to: new Date(change + 48 * HOUR).toISOString(),
    });
    const answer = await (await request.get(parlourUrl(`/api/availability/slots?${query}`))).json();
    const offered: number[] = answer.slots.map(({ startTime }: { startTime: string }) =>
      Date.parse(startTime),
    );
    // Around the clock is around the clock: every hour once, whatever the clocks did.
    expect(offered.length).toBeGreaterThanOrEqual(94);
    for (const [index, start] of offered.entries())
      if (index > 0) expect(start - (offered[index - 1] ?? 0)).toBe(HOUR);

    const day = dayIn("Pacific/Auckland", change + 2 * HOUR);
    const ofDay = offered.filter((start) => dayIn("Pacific/Auckland", start) === day);
    await page.goto(parlourUrl(`/book/${artist.slug}/${artist.serviceId}?day=${day}`), {
      waitUntil: "networkidle",
    });
    await expect(page.getByText("Times are Auckland time.")).toBeVisible();
    const times = page.locator("section[aria-labelledby=step-time] time");
    const shown = () =>
      times.evaluateAll((all) =>
        all.map((time) => ({ at: time.getAttribute("datetime"), clock: time.textContent })),
      );
    // The page shows the day's very instants, by Auckland's clock: 23, 24 or 25 of them.
    await expect.poll(shown).toEqual(
      ofDay.map((start) => ({
        at: new Date(start).toISOString(),
        clock: clockIn("Pacific/Auckland", start),
      })),
    );
    expect(ofDay.length).toBeGreaterThan(20);

    // The first time after the change, with both clocks in the sentence.
    const start = ofDay.find((one) => one >= change) ?? 0;
    await page
      .locator(`time[datetime="${new Date(start).toISOString()}"]`)
      .last()
      .click();
    const sentence = page.getByTestId("booking-sentence");
    await expect(sentence).toContainText(
      `${clockIn("Pacific/Auckland", start)}–${clockIn("Pacific/Auckland", start + HOUR)} Auckland time`,
    );
    await expect(sentence).toContainText(
      `${clockIn("Europe/Vienna", start)}–${clockIn("Europe/Vienna", start + HOUR)} Vienna time`,
    );
    await page.getByLabel("Name").first().fill("Aroha Ngata");
    await page.getByLabel("E-mail").first().fill("aroha@example.org");
    const answered = await answerTo(page, "/api/appointments");
    await page.getByRole("button", { name: "Ask for this time" }).click();
    const { appointment } = await answered();
    expect(appointment).toMatchObject({
      startTime: new Date(start).toISOString(),
      endTime: new Date(start + HOUR).toISOString(),
    });
    await page.waitForURL(/\/appointment\//);
    await expect(page.getByText(`${clockIn("Pacific/Auckland", start)}–`).first()).toBeVisible();
    await expect(page.getByText(`${clockIn("Europe/Vienna", start)}–`).first()).toBeVisible();
  });
}

test("another place is found by its city, and one that is unknown is told", async ({ page }) => {
  await page.goto(parlourUrl("/book/june/consultation"), { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "another place" }).click();
  const field = page.getByLabel("City or time zone");
  await field.fill("Atlantis");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("No place called “Atlantis” is known here.")).toBeVisible();
  await field.fill("new york");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("Times are New York time.")).toBeVisible();
  await page.getByRole("link", { name: "Show the studio's time, Vienna" }).click();
  await expect(page.getByText("Times are Vienna time.")).toBeVisible();
});
