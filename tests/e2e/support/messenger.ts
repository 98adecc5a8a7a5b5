import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { parlourUrl, signIn } from "./parlour.ts";

/** The demo's own token of the environment (bin/demo). */
const SERVICE_TOKEN = "messenger-demo-service-token";

interface MadeRoom {
  id: string;
  name: string;
}

/** A name that no other test and no earlier run has. */
export function unique(name: string): string {
  return `${name} ${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}

/** Somebody else at another machine. */
export async function another(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Vienna" });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

/** The hub user id of somebody of the demo, as the messenger knows them by their name. */
export async function personId(page: Page, name: string): Promise<string> {
  const response = await page.request.get(parlourUrl(`/api/v1/users?q=${encodeURIComponent(name)}`));
  expect(response.status()).toBe(200);
  const people: { hub_user_id: string; display_name: string }[] = await response.json();
  const person = people.find(({ display_name }) => display_name === name);
  if (!person) throw new Error(`${name} is not known`);
  return person.hub_user_id;
}

/** A room of the test's own, with these people of the demo besides its maker. */
export async function makeRoom(page: Page, name: string, people: string[], topic = ""): Promise<MadeRoom> {
  const invite_users = await Promise.all(people.map((person) => personId(page, person)));
  const response = await page.request.post(parlourUrl("/api/v1/rooms"), {
    data: { name, topic, invite_users },
  });
  expect(response.status()).toBe(201);
  const { id } = await response.json();
  return { id, name };
}

export async function say(page: Page, roomId: string, body: string): Promise<void> {
  const response = await page.request.post(parlourUrl("/api/v1/messages/send"), {
    data: { room_id: roomId, body },
  });
  expect(response.status()).toBe(201);
}

export async function upload(
  page: Page,
  roomId: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const response = await page.request.post(parlourUrl("/api/v1/messages/upload"), {
    multipart: { room_id: roomId, file },
  });
  expect(response.status()).toBe(201);
}

/** What another application tells. @returns the room's id */
export async function notify(page: Page, data: Record<string, unknown>): Promise<string> {
  const response = await page.request.post(parlourUrl("/api/v1/notifications/send"), {
    headers: { "x-service-token": SERVICE_TOKEN },
    data: { source_app: "workshop", event_type: "machine.fault", ...data },
  });
  expect(response.status()).toBe(201);
  const { room_id } = await response.json();
  return room_id;
}

/** What the room holds, as the API tells it. */
export async function bodies(page: Page, roomId: string): Promise<string[]> {
  const response = await page.request.get(
    parlourUrl(`/api/v1/messages/history/${encodeURIComponent(roomId)}?limit=200`),
  );
  expect(response.status()).toBe(200);
  const { messages }: { messages: { body: string }[] } = await response.json();
  return messages.map(({ body }) => body);
}

export const roomList = (page: Page): Locator => page.getByRole("navigation", { name: /^(Rooms|Räume)$/ });
export const rowOf = (page: Page, name: string): Locator =>
  roomList(page).getByRole("link").filter({ hasText: name });
export const said = (page: Page): Locator =>
  page.getByRole("region", { name: /^(Messages|Nachrichten) in / });
export const field = (page: Page): Locator =>
  page.getByRole("textbox", { name: /^(Message to|Nachricht an) / });

/** Where the demo's homeserver takes orders. */
export function homeserver(): string {
  return `${process.env.PARLOUR_CLOUD_URL ?? ""}/_systems/matrix`;
}
