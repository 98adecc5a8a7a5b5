import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { chooseDay, turnMonth } from "./support/choose-day.ts";
import { listEvents } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { changeArtist, open, parlourUrl, signIn, slots } from "./support/parlour.ts";

test.describe.configure({ timeout: 180_000 });

interface Booked {
  id: string;
  /** The path of the customer's own page. */
  path: string;
}

/** Asks for a free time some days ahead, as a customer would. */
async function ask(
  request: APIRequestContext,
  booking: { artistId: string; serviceId: string; days: number; name: string; timeZone?: string },
): Promise<Booked> {
  const { artistId, serviceId, days, name, timeZone } = booking;
  const [slot] = await slots(request, artistId, serviceId, days);
  if (!slot) throw new Error("no slot");
  const response = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId,
      serviceId,
      startTime: slot.startTime,
      clientName: name,
      clientEmail: `${name.toLowerCase().replaceAll(" ", ".")}@example.org`,
      description: "A sprig of rosemary",
      timeZone,
    },
  });
  expect(response.status()).toBe(201);
  const { appointment, manageUrl } = await response.json();
  return { id: appointment.id, path: new URL(manageUrl).pathname };
}

async function confirm(page: Page, id: string): Promise<void> {
  const response = await page.request.patch(parlourUrl(`/api/appointments/${id}`), {
    data: { status: "CONFIRMED" },
  });
  expect(response.status()).toBe(200);
}

/** What stands in an artist's calendar of somebody, once everything is written there. */
const expectEvents = (owner: string, name: string, summaries: string[]) =>
  expect
    .poll(
      async () =>
        (await listEvents(owner)).map(({ summary }) => summary).filter((summary) => summary.includes(name)),
      { timeout: 60_000 },
    )
    .toEqual(summaries);

/** Chooses the first time of the next month's last free day, and takes it; not the one there is already. */
async function takeAnotherTime(page: Page, button: string, current: string | null = null): Promise<void> {
  // This month may end today, and what is so near is not the customer's to change any more.
  await chooseDay(page, await turnMonth(page), -1);
  await page
    .getByRole("link", { name: /^\d\d:\d\d/ })
    .filter({ hasNot: page.locator(`time[datetime="${current}"]`) })
    .first()
    .click();
  await page.getByRole("button", { name: button }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("another time, a message and calling it off, all by the link", async ({
      page,
      request,
      browser,
    }) => {
      const name = javaScriptEnabled ? "Link Scripted" : "Link Plain";
      const days = javaScriptEnabled ? 31 : 38;
      const { id, path } = await ask(request, { artistId: "mara", serviceId: "consultation", days, name });
      const studio = await browser.newPage({ javaScriptEnabled: true });
      await signIn(studio, "admin@parlour.test");
      await confirm(studio, id);
      await expectEvents("mara", name, [`${name} - A sprig of rosemary`]);

      await page.goto(parlourUrl(path));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`See you then, ${name}`);
      const before = await page.locator("dd time").first().getAttribute("datetime");
      await page.getByRole("link", { name: "Choose another time" }).click();
      await page.waitForURL(/\/reschedule/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose another time");
      await expect(page.getByText("Mara confirms the new time again.")).toBeVisible();
      await takeAnotherTime(page, "Move my appointment", before);

      await page.waitForURL(/done=reschedule/);
      await expect(page.getByRole("status").filter({ hasText: "Your new time is held" })).toBeVisible();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("We have your request");
      expect(await page.locator("dd time").first().getAttribute("datetime")).not.toBe(before);
      await expectEvents("mara", name, [`REQUEST: ${name} - A sprig of rosemary`]);

      await page.locator("summary").filter({ hasText: "Write to the studio" }).click();
      await page.getByRole("button", { name: "Send" }).click();
      await expect(page.getByText("Please write something.")).toBeVisible();
      await page.getByLabel("Your words").fill("May I bring <b>a friend</b>?");
      await page.getByRole("button", { name: "Send" }).click();
      await page.waitForURL(/done=add/);
      await expect(page.getByText("May I bring <b>a friend</b>?")).toBeVisible();

      // The studio answers where it looks at appointments.
      await open(studio, `/admin/appointments/${id}`);
      await expect(studio.getByText("May I bring <b>a friend</b>?")).toBeVisible();
      await studio.getByLabel("Write to the customer").fill("Of course.");
      await studio.getByRole("button", { name: "Send" }).click();
      await expect(studio.getByRole("listitem").filter({ hasText: "Of course." })).toBeVisible();
      await page.goto(parlourUrl(path));
      await expect(page.getByText("Of course.")).toBeVisible();

      await page.locator("summary").filter({ hasText: "Cancel the request" }).click();
      await page.getByRole("button", { name: "Yes, cancel it" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This appointment is cancelled");
      await expectEvents("mara", name, []);
      await studio.close();
    });
  });
}

test("a second tab that is older is told so, and nothing is lost", async ({ page, request, browser }) => {
  const booked = await ask(request, {
    artistId: "mara",
    serviceId: "consultation",
    days: 45,
    name: "Two Tabs",
  });
  await page.goto(parlourUrl(booked.path));
  const studio = await browser.newPage({ javaScriptEnabled: true });
  await signIn(studio, "admin@parlour.test");
  await confirm(studio, booked.id);
  await page.locator("summary").filter({ hasText: "Cancel the request" }).click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "Somebody changed this appointment" });
  await expect(notice).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("See you then, Two Tabs");

  // Within the artist's notice only the studio changes anything.
  await changeArtist(studio, "mara", { changeNoticeMinutes: 60 * 1440 });
  await page.getByText("Cancel this appointment").click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "too soon before the appointment" })).toBeFocused();
  await expect(page.getByText("Now please call or write to the studio")).toBeVisible();
  await lookAt(page, "customer-link-refused");
  await changeArtist(studio, "mara", { changeNoticeMinutes: 1440 });
  await studio.close();
});

test("a link that was renewed leads nowhere; whoever guesses sees the same", async ({
  page,
  request,
  browser,
}) => {
  const booked = await ask(request, {
    artistId: "june",
    serviceId: "consultation",
    days: 40,
    name: "Lost Link",
  });
  const studio = await browser.newPage({ javaScriptEnabled: true });
  await signIn(studio, "admin@parlour.test");
  await open(studio, `/admin/appointments/${booked.id}`);
  await studio.getByRole("button", { name: "Customer’s link" }).click();
  const field = studio.getByLabel("Link", { exact: true });
  await expect(field).toHaveValue(parlourUrl(booked.path));
  await studio.getByRole("button", { name: "Make a new link" }).click();
  await expect(field).not.toHaveValue(parlourUrl(booked.path));
  const fresh = new URL(await field.inputValue()).pathname;

  const answers = await Promise.all(
    [
      booked.path,
      `/appointment/${"x".repeat(43)}`,
      `${booked.path}/reschedule`,
      `${booked.path}/sitting`,
    ].map((path) => request.get(parlourUrl(path))),
  );
  expect(answers.map((answer) => answer.status())).toEqual([404, 404, 404, 404]);
  const found = await request.get(parlourUrl(fresh));
  expect(found.status()).toBe(200);
  expect(found.headers()).toMatchObject({
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
  });
  await page.goto(parlourUrl(fresh));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("We have your request");
  await studio.close();
});

test("sittings that belong together: the next one by the link of the first", async ({ page, request }) => {
  const { path } = await ask(request, {
    artistId: "theo",
    serviceId: "sleeve",
    days: 14,
    name: "Sleeve Four",
    timeZone: "Pacific/Auckland",
  });
  await page.goto(parlourUrl(path));
  await expect(page.getByText("Auckland time").first()).toBeVisible();
  await expect(page.getByText("Vienna time").first()).toBeVisible();
  await expect(page.getByText("All times are Auckland time.")).toBeVisible();
  await lookAt(page, "customer-link-series");
  await page.getByRole("link", { name: "Choose the time of sitting 2" }).click();
  await page.waitForURL(/\/sitting/);
  await lookAt(page, "customer-link-sitting");
  await takeAnotherTime(page, "Ask for this sitting");
  await page.waitForURL(/new=1/);
  await expect(page.getByRole("listitem").filter({ hasText: "Sitting 2 of 4 (this one)" })).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: "Sitting 1 of 4" }).getByRole("link").click();
  await expect(page.getByText("Sitting 1 of 4 (this one)")).toBeVisible();
  await page.locator("summary").filter({ hasText: "Cancel the request" }).click();
  await page.getByLabel("This sitting and the one after it").check();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This appointment is cancelled");
  await expect(page.getByText("No time chosen yet")).toHaveCount(4);
});

test.describe("in German", () => {
  test.use({ locale: "de-AT" });

  test("the whole page speaks German, also when it refuses", async ({ page, request }) => {
    const { path } = await ask(request, {
      artistId: "june",
      serviceId: "consultation",
      days: 47,
      name: "Gerda Deutsch",
    });
    await page.goto(parlourUrl(path));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ihre Anfrage ist da");
    await expect(
      page.getByText(/Sie können Ihre Anfrage hier bis .* ändern oder zurücknehmen/),
    ).toBeVisible();
    await lookAt(page, "customer-link-german");
    await page.getByRole("link", { name: "Andere Zeit wählen" }).click();
    await page.waitForURL(/\/reschedule/);
    await lookAt(page, "customer-link-move-german");
    await page.goBack();
    await page.locator("summary").filter({ hasText: "Anfrage zurücknehmen" }).click();
    await page.getByRole("button", { name: "Ja, absagen" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dieser Termin ist abgesagt");
  });
});
