import { type APIRequestContext, type Cookie, expect, type Locator, type Page } from "@playwright/test";

export function parlourUrl(path: string): string {
  return `${process.env.PARLOUR_URL ?? ""}${path}`;
}

export interface Slot {
  startTime: string;
  endTime: string;
}

/** Slots of the demo's artists some days ahead, so that tests do not take each other's. */
export async function slots(
  request: APIRequestContext,
  artistId: string,
  serviceId: string,
  fromDays: number,
): Promise<Slot[]> {
  const from = new Date(Date.now() + fromDays * 86_400_000);
  const to = new Date(from.getTime() + 14 * 86_400_000);
  const query = new URLSearchParams({ artistId, serviceId, from: from.toISOString(), to: to.toISOString() });
  const response = await request.get(parlourUrl(`/api/availability/slots?${query}`));
  expect(response.status()).toBe(200);
  const body: { slots: Slot[] } = await response.json();
  expect(body.slots.length).toBeGreaterThan(0);
  return body.slots;
}

/** Asks for the first free time of an artist some days ahead. @returns it with the one after. */
export async function book(
  request: APIRequestContext,
  artistId: string,
  serviceId: string,
  fromDays: number,
  clientName: string,
): Promise<{ id: string; slot: Slot; later: Slot }> {
  const [slot, later] = await slots(request, artistId, serviceId, fromDays);
  if (!slot || !later) throw new Error("no two slots");
  const response = await request.post(parlourUrl("/api/appointments"), {
    data: { artistId, serviceId, startTime: slot.startTime, clientName, clientEmail: "console@example.org" },
  });
  expect(response.status()).toBe(201);
  const { appointment } = await response.json();
  return { id: appointment.id, slot, later };
}

/** An artist of the test's own, bookable around the clock for consultations. Needs an admin's page. */
export async function addArtist(page: Page, name: string): Promise<string> {
  const made = await page.request.post(parlourUrl("/api/admin/artists"), {
    data: { name, serviceIds: ["consultation"] },
  });
  expect(made.status()).toBe(201);
  const { artist } = await made.json();
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }));
  await changeArtist(page, artist.id, { hours });
  return artist.id;
}

export async function changeArtist(page: Page, id: string, change: Record<string, unknown>): Promise<void> {
  const response = await page.request.patch(parlourUrl(`/api/admin/artists/${id}`), { data: change });
  expect(response.status()).toBe(200);
}

/** Opens a page and waits until it can be worked with. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(parlourUrl(path), { waitUntil: "networkidle" });
}

/** Presses what saves a form of the console, and waits until the server has it: a button that is busy is disabled, too. */
export async function save(page: Page, button: Locator): Promise<void> {
  const answered = page.waitForResponse(
    (response) =>
      response.request().method() !== "GET" && new URL(response.url()).pathname.startsWith("/api/admin/"),
  );
  await button.click();
  expect((await answered).status()).toBe(200);
  await expect(button).toBeDisabled();
}

/** What this worker's people are signed in with. */
const sessions = new Map<string, Cookie[]>();

/** To the dashboard, by the form the first time somebody comes, and again where a test has ended their session. */
export async function signIn(page: Page, email: string): Promise<void> {
  const known = sessions.get(email);
  if (known) {
    await page.context().addCookies(known);
    await page.goto(parlourUrl("/dashboard"));
    if (new URL(page.url()).pathname === "/dashboard") return;
  }
  // A form that is sent before its script is there lacks its token.
  await open(page, "/sign-in");
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/^password/i).fill("parlour-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/dashboard/);
  const cookies = await page.context().cookies(parlourUrl("/"));
  sessions.set(
    email,
    cookies.filter(({ name }) => name.includes("session-token")),
  );
}

/** Sync as the signed-in person of `page`. */
export async function syncNow(page: Page, artistId: string): Promise<void> {
  const response = await page.request.post(parlourUrl("/api/caldav/sync"), { data: { artistId } });
  expect(response.status()).toBe(200);
  const body: { results: { ok: boolean }[] } = await response.json();
  expect(body.results.every((result) => result.ok)).toBe(true);
}

/** The booking page of a slot. */
export function bookingPath(slug: string, serviceId: string, slot: Slot): string {
  return `/book/${slug}/${serviceId}?start=${encodeURIComponent(slot.startTime)}`;
}
