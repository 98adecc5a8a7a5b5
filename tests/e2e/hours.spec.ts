import { expect, type Locator, type Page, test } from "@playwright/test";
import { availabilityOf, putPrivateEvent, setAvailability } from "./support/cloud-person.ts";
import { lookAt } from "./support/look-at.ts";
import { open, parlourUrl, signIn, slots, syncNow } from "./support/parlour.ts";

const viennaClock = (instant: string) =>
  new Date(instant).toLocaleTimeString("de", {
    timeZone: "Europe/Vienna",
    hour: "2-digit",
    minute: "2-digit",
  });

/** For what Nextcloud is asked. */
const asked = { timeout: 30_000 };

const hoursOf = (page: Page): Locator => page.getByRole("region", { name: "Working hours" });

test("an admin takes Mara's hours from Nextcloud; Mara sees them, changes them there, and goes back", async ({
  page,
  request,
  browser,
}) => {
  test.setTimeout(180_000);
  // A Monday, on which Mara never works, later than any day on which another test books with her or the demo's waitlist
  // waits for one.
  const extra = new Date(Date.now() + 76 * 86_400_000);
  extra.setUTCDate(extra.getUTCDate() + ((8 - extra.getUTCDay()) % 7));
  const extraDay = extra.toISOString().slice(0, 10);
  const clocks = async () =>
    new Set(
      (await slots(request, "mara", "consultation", 16)).map(({ startTime }) => viennaClock(startTime)),
    );
  expect(await clocks()).not.toContain("18:30");

  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/artists/mara");
  const hours = hoursOf(page);
  await expect(hours.getByRole("radio", { name: "In Parlour" })).toBeChecked();
  await expect(hours.getByRole("button", { name: "Save: Working hours" })).toBeVisible();
  await lookAt(page, "hours-parlour");

  await hours.getByRole("radio", { name: "In Nextcloud" }).check();
  await expect(hours.getByRole("button", { name: "Save: Working hours" })).toBeHidden();
  const user = hours.getByLabel("Nextcloud user");
  await expect(user).toHaveValue("mara");
  await user.fill("mara-lindqvist");
  await hours.getByRole("button", { name: "Take the hours from Nextcloud" }).click();
  await expect(hours.getByText("Nextcloud knows no user with this name.")).toBeVisible(asked);
  await user.fill("theo");
  await hours.getByRole("button", { name: "Take the hours from Nextcloud" }).click();
  await expect(hours.getByText(/^No working hours are set there\./)).toBeVisible(asked);
  await lookAt(page, "hours-refused");
  await user.fill("mara");
  await hours.getByRole("button", { name: "Take the hours from Nextcloud" }).click();
  await expect(page.getByText("Read. Appointments can be booked in the hours set in Nextcloud.")).toBeVisible(
    asked,
  );
  await expect(hours.getByText(/^Read from Nextcloud \(mara\)/)).toBeVisible();
  await expect(hours.getByText("10:00–19:00").first()).toBeVisible();
  await expect(hours.getByRole("link", { name: "Change in Nextcloud" })).toHaveAttribute(
    "href",
    `${process.env.PARLOUR_CLOUD_URL}/index.php/settings/user/availability`,
  );
  await expect(hours.getByRole("button", { name: "Save: Working hours" })).toBeHidden();
  expect(await clocks()).toContain("18:30");
  await lookAt(page, "hours-nextcloud");

  // Mara herself, who changes them where they are kept.
  const hers = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Vienna" });
  const other = await hers.newPage();
  await signIn(other, "mara@parlour.test");
  await open(other, "/admin/artists/mara");
  const own = hoursOf(other);
  await expect(own.getByText("10:00–19:00").first()).toBeVisible();
  await setAvailability(
    "mara",
    availabilityOf("TU,WE,TH,FR,SA", "0800", "1200", extraDay.replaceAll("-", "")),
  );
  await own.getByRole("button", { name: "Read again" }).click();
  await expect(own.getByText("08:00–12:00").first()).toBeVisible(asked);
  await expect(own.getByText("Later, other than usual")).toBeVisible();
  await expect(own.getByText(/^Monday .*: 08:00–12:00$/)).toBeVisible();
  expect([...(await clocks())].every((clock) => clock < "12:00")).toBe(true);
  const onExtra = await slots(request, "mara", "consultation", 70);
  expect(onExtra.filter(({ startTime }) => startTime.startsWith(extraDay))).toHaveLength(8);

  // Emptied: the hours stay, and the page says so, in the reader's language.
  await setAvailability("mara", null);
  await syncNow(other, "mara");
  await open(other, "/admin/artists/mara");
  await expect(own.getByText("No working hours are set in Nextcloud any more")).toBeVisible();
  await expect(own.getByText("08:00–12:00").first()).toBeVisible();
  await lookAt(other, "hours-unset");
  const german = await browser.newContext({
    locale: "de-AT",
    storageState: await hers.storageState(),
  });
  const inGerman = await german.newPage();
  await open(inGerman, "/admin/artists/mara");
  await expect(inGerman.getByText("In Nextcloud stehen keine Arbeitszeiten mehr")).toBeVisible();
  await german.close();

  // The front desk reads them without being able to change anything.
  const desk = await browser.newPage();
  await signIn(desk, "staff@parlour.test");
  await open(desk, "/admin/artists/mara");
  await expect(desk.getByText("08:00–12:00").first()).toBeVisible();
  await expect(desk.getByRole("radio")).toHaveCount(0);
  await desk.close();

  await own.getByRole("radio", { name: "In Parlour" }).check();
  await own.getByRole("button", { name: "Use the hours kept in Parlour" }).click();
  await expect(other.getByText("The hours kept in Parlour count again.")).toBeVisible();
  await expect(own.getByLabel("Tuesday, stretch 1, from")).toHaveValue("10:00");
  expect(await clocks()).toContain("17:30");
  expect(await clocks()).not.toContain("18:30");
  await hers.close();
});

test("a private event blocks, and the calendars page says what it is known from", async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const [slot] = await slots(request, "theo", "consultation", 45);
  if (!slot) throw new Error("no slot");
  await putPrivateEvent("theo", {
    uid: `doctor-${Date.now()}`,
    startMs: Date.parse(slot.startTime),
    endMs: Date.parse(slot.endTime),
  });
  await signIn(page, "theo@parlour.test");
  // Free/busy is asked soon after the calendar changed, a minute after the last time at the earliest.
  const isOffered = async () => {
    await syncNow(page, "theo");
    // From a day before: soon the first time lies a moment too early.
    const offered = await slots(request, "theo", "consultation", 44);
    return offered.some(({ startTime }) => startTime === slot.startTime);
  };
  await expect.poll(isOffered, { timeout: 120_000, intervals: [3000] }).toBe(false);
  await open(page, "/admin/calendars");
  await expect(
    page.getByText(/^Private events: covered by free\/busy, asked .*Theo’s calendars/),
  ).toBeVisible();
  const { calendars } = await (await page.request.get(parlourUrl("/api/admin/calendars"))).json();
  expect(calendars[0].privateEvents).toEqual({ askedAt: expect.stringMatching(/Z$/), errorKey: null });
  await lookAt(page, "calendars-private");
});
