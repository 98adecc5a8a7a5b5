import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** What the widget says in each language, where a test has to find it. */
export const words = {
  en: {
    email: "E-mail",
    password: "Password",
    signIn: "Sign in",
    connect: "Connect to Nextcloud",
    waiting: "Waiting for Nextcloud",
    reply: (name: string) => `Reply to ${name}`,
    answer: (name: string) => `Reply to ${name}`,
    send: "Send",
    sent: "You: ",
    read: (name: string) => `Mark ${name} as read`,
    unread: "unread",
    hours: /^\d+ hr ago$/,
    menu: "More about Talk",
    as: "Connected as Front Desk",
    disconnect: "Disconnect",
    allow: "Allow for",
    signOut: "Sign out here",
  },
  de: {
    email: "E-Mail",
    password: "Passwort",
    signIn: "Anmelden",
    connect: "Mit Nextcloud verbinden",
    waiting: "Warten auf Nextcloud",
    reply: (name: string) => `${name} antworten`,
    answer: (name: string) => `Antwort an ${name}`,
    send: "Senden",
    sent: "Sie: ",
    read: (name: string) => `${name} als gelesen markieren`,
    unread: "ungelesen",
    hours: /^vor \d+ Std\.$/,
    menu: "Mehr zu Talk",
    as: "Verbunden als Front Desk",
    disconnect: "Trennen",
    allow: "Für ",
    signOut: "Hier abmelden",
  },
} as const;

export type Words = (typeof words)[keyof typeof words];

/** A page, or a frame in one. */
type Place = Page | FrameLocator;

export const talkIn = (place: Place): Locator => place.getByRole("region", { name: "Talk" });

/** Fills in Parlour's sign-in page, and is through when another page is there. */
export async function fillSignIn(page: Page, say: Words, email = "staff@parlour.test"): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.getByLabel(say.email).fill(email);
  await page.getByLabel(say.password, { exact: true }).fill("parlour-demo");
  await page.getByRole("button", { name: say.signIn, exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in");
}

/** Presses "Connect" and grants access in the tab that opens, as a cloud user. */
export async function connect(page: Page, talk: Locator, button: string, user = "staff"): Promise<void> {
  // Both are on localhost and share its cookies: the cloud is to forget who was there before, Parlour is not.
  for (const { name } of await page.context().cookies())
    if (!/^(next-auth|parlour)/.test(name)) await page.context().clearCookies({ name });
  const opened = page.context().waitForEvent("page");
  await talk.getByRole("button", { name: button }).click();
  await grantAccess(await opened, user);
}

/** Nextcloud's own pages of the login flow. */
async function grantAccess(tab: Page, user: string): Promise<void> {
  await tab.waitForURL(/\/login/);
  expect(await tab.evaluate(() => window.opener), "the tab cannot reach back").toBeNull();
  await tab.getByLabel("Username or email").fill(user);
  await tab.getByLabel("Password").fill("parlour-demo");
  await tab.getByRole("button", { name: "Log in" }).click();
  const granted = tab.waitForResponse((response) => response.url().endsWith("/login/v2/grant"));
  await tab.getByRole("button", { name: "Grant access" }).click();
  expect((await granted).status()).toBe(200);
  // A tab that is closed on its way to the next page leaves the browser without an answer for the first.
  await expect(tab.getByRole("button", { name: "Grant access" })).toBeHidden();
  await tab.waitForLoadState("networkidle");
  await tab.close();
}

const ocs = {
  Authorization: `Basic ${Buffer.from("staff:parlour-demo").toString("base64")}`,
  "OCS-APIRequest": "true",
};

/** What the sandbox cloud holds of Talk for `staff`. */
export async function cloudRooms(
  cloudUrl: string,
): Promise<Map<string, { unreadMessages: number; lastMessage: { message: string } }>> {
  const response = await fetch(`${cloudUrl}/ocs/v2.php/apps/spreed/api/v4/room?format=json`, {
    headers: ocs,
  });
  const body = await response.json();
  return new Map(body.ocs.data.map((room: { displayName: string }) => [room.displayName, room]));
}

/** The names of staff's app passwords in the sandbox cloud. */
export async function appPasswords(cloudUrl: string): Promise<unknown[]> {
  const response = await fetch(`${cloudUrl}/_sandbox/app-passwords/staff`);
  const body: { appPasswords: unknown[] } = await response.json();
  return body.appPasswords;
}

/** Makes one of staff's conversations unread, as the Talk app does. */
export async function markUnread(cloudUrl: string, token: string): Promise<void> {
  const response = await fetch(`${cloudUrl}/ocs/v2.php/apps/spreed/api/v1/chat/${token}/read?format=json`, {
    method: "DELETE",
    headers: ocs,
  });
  expect(response.status).toBe(200);
}

/** Sees the conversations, answers one, and reads another; each time the cloud knows. */
export async function workWithRooms(
  place: Place,
  say: Words,
  input: { cloudUrl: string; answer: string },
): Promise<void> {
  const talk = talkIn(place);
  await expect(talk.getByRole("listitem")).toHaveCount(3);
  const mara = talk.getByRole("listitem").filter({ hasText: "Mara Lindqvist" }).first();
  const link = mara.getByRole("link");
  await expect(link).toHaveAttribute("href", `${input.cloudUrl}/call/m4r4dm01`);
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(link).toHaveAttribute("rel", "noopener");

  await mara.getByRole("button", { name: say.reply("Mara Lindqvist") }).click();
  const field = mara.getByRole("textbox", { name: say.answer("Mara Lindqvist") });
  await expect(field).toBeFocused();
  await field.fill(input.answer);
  await field.press("Enter");
  await expect(field).toBeHidden();
  await expect(mara.getByRole("button", { name: say.reply("Mara Lindqvist") })).toBeFocused();
  await expect(mara).toContainText(input.answer);
  await expect
    .poll(async () => (await cloudRooms(input.cloudUrl)).get("Mara Lindqvist")?.lastMessage.message)
    .toBe(input.answer);

  const team = talk.getByRole("listitem").filter({ hasText: "Studio team" });
  await expect(team).toContainText(say.unread);
  const mark = team.getByRole("button", { name: say.read("Studio team") });
  await mark.click();
  await expect(mark).toBeHidden();
  await expect(team).not.toContainText(say.unread);
  await expect
    .poll(async () => (await cloudRooms(input.cloudUrl)).get("Studio team")?.unreadMessages)
    .toBe(0);
}

export async function disconnect(place: Place, say: Words): Promise<void> {
  const talk = talkIn(place);
  await talk.getByRole("button", { name: say.menu }).click();
  await expect(talk.getByText(say.as)).toBeVisible();
  await talk.getByRole("button", { name: say.disconnect }).click();
  await talk.getByRole("button", { name: say.disconnect }).click();
  await expect(talk.getByRole("button", { name: say.connect })).toBeVisible();
}
