import { expect, type Page } from "@playwright/test";
import { changeArtist, parlourUrl } from "./parlour.ts";

/** Something that can be booked, of the test's own. Needs an admin's page. */
export async function addService(page: Page, service: Record<string, unknown>): Promise<string> {
  const made = await page.request.post(parlourUrl("/api/admin/services"), { data: service });
  expect(made.status()).toBe(201);
  const body = await made.json();
  return body.service.id;
}

/** An artist of the test's own who works around the clock, with one service. Needs an admin's page. */
export async function addRoundTheClock(
  page: Page,
  name: string,
  service: Record<string, unknown>,
): Promise<{ id: string; slug: string; serviceId: string }> {
  const made = await page.request.post(parlourUrl("/api/admin/artists"), { data: { name } });
  expect(made.status()).toBe(201);
  const { artist } = await made.json();
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }));
  await changeArtist(page, artist.id, { hours });
  const serviceId = await addService(page, { ...service, artistIds: [artist.id] });
  return { id: artist.id, slug: artist.slug, serviceId };
}

/** Fills in who asks, in a page of any language. */
export async function fillDetails(page: Page, name: string, email: string): Promise<void> {
  await page.locator('form[action="/api/appointments"] [name="clientName"]').fill(name);
  await page.locator('form[action="/api/appointments"] [name="clientEmail"]').fill(email);
}

/** Nothing is wider than the screen, and everything to press is large enough for a thumb (WCAG 2.2, 2.5.8: 24 px). */
export async function expectFits(page: Page, label: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${label} is wider than the screen`).toBeLessThanOrEqual(0);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main a, main button, main summary, main select, main input")]
      .filter((element) => element.checkVisibility() && !element.closest(".sr-only, [aria-hidden]"))
      // A box with its label is one target.
      .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
      .filter(({ element, box }) => {
        const isText = getComputedStyle(element).display === "inline";
        return !isText && box.width > 1 && (box.height < 24 || box.width < 24);
      })
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width}×${box.height}`),
  );
  expect(small, `${label} has targets too small`).toEqual([]);
}

/** What a request of the page's own is answered with, however fast the page goes on afterwards. */
export async function answerTo(page: Page, path: string): Promise<() => Promise<Record<string, unknown>>> {
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
  await page.route(`**${path}`, async (route) => {
    const response = await route.fetch();
    resolve(await response.json());
    await route.fulfill({ response });
  });
  return () => promise;
}
