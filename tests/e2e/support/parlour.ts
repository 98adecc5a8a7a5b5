import { type APIRequestContext, expect, type Page } from "@playwright/test";

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

export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(parlourUrl("/sign-in"));
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/^password/i).fill("parlour-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/dashboard/);
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
