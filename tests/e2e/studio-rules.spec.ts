import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import {
  addArtist,
  book,
  bookingPath,
  changeArtist,
  open,
  parlourUrl,
  save,
  signIn,
  slots,
} from "./support/parlour.ts";

/** ISO week of an instant in Vienna: its Monday. */
function weekOf(instant: string): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Vienna" }).format(Date.parse(instant));
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return new Date(Date.parse(`${day}T00:00:00Z`) - (weekday - 1) * 86_400_000).toISOString().slice(0, 10);
}

const viennaDay = (instant: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Vienna" }).format(Date.parse(instant));

async function expectAccessible(page: Page): Promise<void> {
  // A page that refreshes itself is without its title for a moment.
  await expect(page).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page }).disableRules("document-title").analyze();
  expect(violations).toEqual([]);
}

test("a weekly limit an admin sets takes the rest of the week from what customers are offered", async ({
  page,
  request,
}) => {
  await signIn(page, "admin@parlour.test");
  const artistId = await addArtist(page, "Wanda Weekly");
  await open(page, `/admin/artists/${artistId}`);
  const booking = page.getByRole("region", { name: "Booking", exact: true });
  await booking.getByLabel("Appointments a week, at most").fill("1");
  await expect(
    booking.getByText("After one appointment the week, Monday to Sunday", { exact: false }),
  ).toBeVisible();
  await booking.getByLabel("Customers may move or cancel until").fill("2");
  await booking.getByLabel("Hours or days").selectOption("days");
  await save(page, page.getByRole("button", { name: "Save: Booking" }));

  const { slot } = await book(request, artistId, "consultation", 10, "Weekly One");
  const week = weekOf(slot.startTime);
  const left = await slots(request, artistId, "consultation", 9);
  expect(left.filter(({ startTime }) => weekOf(startTime) === week)).toEqual([]);
  // Two hours later, or earlier where the week ends meanwhile.
  const hours = (by: number) => new Date(Date.parse(slot.startTime) + by * 3_600_000).toISOString();
  const by = weekOf(hours(2.5)) === week ? 2 : -2;
  const query = new URLSearchParams({
    ...{ artistId, serviceId: "consultation" },
    ...{ startTime: hours(by), endTime: hours(by + 0.5) },
  });
  const answer = await request.get(parlourUrl(`/api/caldav/availability?${query}`));
  expect((await answer.json()).reason).toBe("week_full");
  await changeArtist(page, artistId, { active: false });
});

test("a closed studio offers nobody's time on those days, and opens again by undo", async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@parlour.test");
  // Half faded in, words are too pale.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/admin/settings");
  const [first] = await slots(request, "mara", "consultation", 60);
  const day = viennaDay(first?.startTime ?? "");
  const offered = async () =>
    (await slots(request, "any", "consultation", 59)).filter(({ startTime }) => viennaDay(startTime) === day);
  expect(await offered()).not.toEqual([]);

  const closures = page.getByRole("region", { name: "The studio is closed" });
  await expect(closures.getByText("No closed days are ahead.")).toBeVisible();
  await closures.getByLabel("First day").fill(day);
  await expect(closures.getByLabel("Last day")).toHaveValue(day);
  await closures.getByLabel("What for").fill("Convention");
  await closures.getByRole("button", { name: "Close the studio" }).click();
  await expect(closures.getByRole("listitem")).toHaveCount(1);
  await expect(closures.getByText("Convention", { exact: true })).toBeVisible();
  expect(await offered()).toEqual([]);
  await expectAccessible(page);

  await closures.getByRole("button", { name: /^Open after all/ }).click();
  await expect(closures.getByRole("listitem")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(closures.getByRole("listitem")).toHaveCount(1);
  await closures.getByRole("button", { name: /^Open after all/ }).click();
  await expect(closures.getByText("No closed days are ahead.")).toBeVisible();
  expect(await offered()).not.toEqual([]);
});

test("a deposit an admin sets is asked of the customer, and marked as paid with undo", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(page, "admin@parlour.test");
  const artistId = await addArtist(page, "Dora Deposit");
  await open(page, "/admin/services");
  await page.getByRole("button", { name: "New service" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("Deposit piece");
  await form.getByLabel("Further durations in minutes").fill("90, soon");
  await form.getByLabel("Deposit in EUR").fill("fifty");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(form.getByLabel("Further durations in minutes")).toBeFocused();
  await expect(form.getByText("Please write an amount such as 50 or 49.90.")).toBeVisible();
  await form.getByLabel("Further durations in minutes").fill("90");
  await form.getByLabel("Deposit in EUR").fill("50");
  await expect(form.getByText("€50 is due with each booking.", { exact: false })).toBeVisible();
  await form.getByRole("button", { name: "Create" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText("€50 deposit").first()).toBeVisible();

  const artists: { artists: { id: string; slug: string; services: { id: string; name: string }[] }[] } =
    await (await page.request.get(parlourUrl("/api/artists"))).json();
  const artist = artists.artists.find(({ id }) => id === artistId);
  const service = artist?.services.find(({ name }) => name === "Deposit piece");
  if (!artist || !service) throw new Error("not offered");
  const guest = await browser.newPage({ locale: "en-GB", timezoneId: "Europe/Vienna" });
  const [slot] = await slots(guest.request, artistId, service.id, 20);
  if (!slot) throw new Error("no slot");
  await open(guest, bookingPath(artist.slug, service.id, slot));
  await expect(guest.getByText("€50").first()).toBeVisible();
  const booked = await guest.request.post(parlourUrl("/api/appointments"), {
    data: {
      ...{ artistId: "any", serviceId: service.id, startTime: slot.startTime, durationMinutes: 90 },
      ...{ clientName: "Pia Pays", clientEmail: "pia.pays@example.org" },
    },
  });
  expect(booked.status()).toBe(201);
  const { appointment, manageUrl } = await booked.json();
  await open(guest, new URL(manageUrl).pathname);
  await expect(guest.getByText("€50").first()).toBeVisible();

  await open(page, `/admin/appointments/${appointment.id}`);
  const deposit = page.getByRole("region", { name: "Deposit" });
  await expect(deposit.getByText("Due", { exact: true })).toBeVisible();
  await deposit.getByRole("button", { name: "Mark as paid" }).click();
  await expect(deposit.getByText("Paid", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(deposit.getByText("Due", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await guest.close();
  await changeArtist(page, artistId, { active: false });
});

test("who is blocked is asked to contact the studio, until somebody lets them book again", async ({
  page,
  request,
}) => {
  await signIn(page, "staff@parlour.test");
  const made = await page.request.post(parlourUrl("/api/crm/customers"), {
    data: { name: "Bo Blocked", email: "bo.blocked@example.org" },
  });
  const { customer } = await made.json();
  await open(page, `/customers/${customer.id}`);
  await page.getByRole("button", { name: "More for Bo Blocked" }).click();
  await page.getByRole("menuitem", { name: "Block from booking" }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("Never paid");
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(page.getByText("Why: Never paid")).toBeVisible();

  const [slot] = await slots(request, "june", "consultation", 30);
  const ask = () =>
    request.post(parlourUrl("/api/appointments"), {
      data: {
        ...{ artistId: "june", serviceId: "consultation", startTime: slot?.startTime },
        ...{ clientName: "Bo", clientEmail: "bo.blocked@example.org" },
      },
    });
  const refused = await ask();
  expect(refused.status()).toBe(403);
  const problem = await refused.text();
  expect(problem).toContain("contact the studio");
  expect(problem).not.toMatch(/never paid|blocked/i);
  await open(page, "/customers?q=Bo+Blocked");
  await expect(page.getByRole("listitem").getByText("Blocked", { exact: true })).toBeVisible();
  await open(page, `/customers/${customer.id}`);
  await page.getByRole("button", { name: "Let them book again" }).click();
  await expect(page.getByText("Why: Never paid")).toBeHidden();
  expect((await ask()).status()).toBe(201);
});
