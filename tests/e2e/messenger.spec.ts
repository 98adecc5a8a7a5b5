import { type Browser, expect, type Page, test } from "@playwright/test";
import { addFault, clearFaults } from "./support/cloud.ts";
import { pdf, picture, sparseFile, textFile } from "./support/files.ts";
import { lookAt } from "./support/look-at.ts";
import {
  another,
  bodies,
  field,
  homeserver,
  makeRoom,
  notify,
  personId,
  roomList,
  rowOf,
  said,
  say,
  unique,
  upload,
} from "./support/messenger.ts";
import { open, parlourUrl, signIn } from "./support/parlour.ts";

/** The messenger of the shared demo, each test in rooms of its own. */

// Most of them sign in several people, and the machine does other things besides.
test.describe.configure({ timeout: 180_000 });

const ADMIN = "admin@parlour.test";
const MARA = "mara@parlour.test";
const DESK = "staff@parlour.test";
/** What goes by the server, the homeserver, and back to a page takes longer where the machine is busy. */
const SOON = { timeout: 30_000 };

test.afterEach(async () => {
  await clearFaults(homeserver());
});

/** Waits until the page hears of what happens at once, so that a test sees that and no asking anew. */
async function live(page: Page, path: string): Promise<void> {
  // The page before may just have asked for a stream of its own.
  await page.goto("about:blank");
  const stream = page.waitForResponse((response) => response.url().includes("/api/v1/events/stream"));
  await page.goto(parlourUrl(path));
  expect((await stream).status()).toBe(200);
  await expect(roomList(page).getByRole("link").first()).toBeAttached();
}

async function withAnother(
  browser: Browser,
  email: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await another(browser, email);
  try {
    await work(page);
  } finally {
    await page.context().close();
  }
}

test("a message from another session arrives live; unread counts come and go in every tab", async ({
  page,
  browser,
}) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Guest spot"), ["Mara"]);
  const other = await makeRoom(page, unique("Aftercare"), ["Mara"]);
  await live(page, `/messenger?room=${room.id}`);
  await expect(page.getByText("Nothing was said here yet")).toBeVisible();
  let loads = 0;
  page.on("load", () => loads++);

  await withAnother(browser, MARA, async (mara) => {
    await live(mara, `/messenger?room=${room.id}`);
    await field(mara).fill("The guest comes on Friday.\nShe needs the back room.");
    await field(mara).press("Enter");
    await expect(field(mara)).toHaveValue("");
    await expect(said(page)).toContainText("The guest comes on Friday.", SOON);
    await expect(said(page).getByText("Mara", { exact: true })).toBeVisible();
    await expect(said(mara)).toContainText("She needs the back room.");

    // What comes elsewhere is counted, and is gone once it was read here.
    await say(mara, other.id, "Second skin is on its way");
    await say(mara, other.id, "And the soap");
    await expect(rowOf(page, other.name)).toContainText("2 unread", SOON);
    await expect(rowOf(page, other.name)).toContainText("Mara: And the soap");
    await expect(rowOf(page, room.name)).not.toContainText("unread");
    const tab = await page.context().newPage();
    // It hears by the first tab's connection.
    await tab.goto(parlourUrl("/messenger"));
    await expect(rowOf(tab, other.name)).toContainText("2 unread");
    await page.bringToFront();
    await rowOf(page, other.name).click();
    await expect(page).toHaveURL(new RegExp(`room=${other.id}$`));
    await expect(said(page).getByText("New", { exact: true })).toBeVisible();
    await expect(rowOf(page, other.name)).not.toContainText("unread");
    await expect(rowOf(tab, other.name)).not.toContainText("unread");
    await tab.close();

    // In the open room nothing is counted, and the answer goes the other way.
    await say(mara, other.id, "Here it is");
    await expect(said(page)).toContainText("Here it is", SOON);
    await field(page).fill("Thank you");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await rowOf(mara, other.name).click();
    await expect(said(mara)).toContainText("Thank you", SOON);
  });
  expect(loads, "nothing was loaded anew").toBe(0);
});

test("what another application tells stands in its room at once, as a card, as text", async ({ page }) => {
  await signIn(page, DESK);
  const id = unique("4").replaceAll(" ", "-");
  const about = { target_type: "entity_room", entity_type: "autoclave", entity_id: id };
  const roomId = await notify(page, { ...about, title: "Cycle 211 is done", tags: ["sterile"] });
  await live(page, `/messenger?room=${encodeURIComponent(roomId)}`);
  await expect(said(page)).toContainText("Cycle 211 is done");
  await notify(page, {
    ...about,
    priority: "urgent",
    title: "<b>Door</b> open & hot",
    body: "See https://example.org/manual?page=3.\n<script>document.title='run'</script>",
    click_url: "https://example.org/machines/4",
    tags: ["door", "heat"],
  });
  const card = said(page).getByRole("article").filter({ hasText: "Urgent" });
  await expect(card.getByRole("heading", { name: "<b>Door</b> open & hot" })).toBeVisible(SOON);
  await expect(card).toContainText("workshop");
  await expect(card).toContainText("machine.fault");
  await expect(card).toContainText("<script>document.title='run'</script>");
  await expect(card.getByRole("list", { name: "Tags" })).toContainText("heat");
  const link = card.getByRole("link", { name: "https://example.org/manual?page=3" });
  await expect(link).toHaveAttribute("href", "https://example.org/manual?page=3");
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expect(card.getByRole("link", { name: "Open" })).toHaveAttribute(
    "href",
    "https://example.org/machines/4",
  );
  await expect(page).toHaveTitle(/^Messages/);
  await lookAt(page, "messenger-notifications");
});

test("pictures and files: chosen, dropped, pasted, taken out, too large; seen and kept by the other", async ({
  page,
  browser,
}) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("References"), ["Mara"]);
  await live(page, `/messenger?room=${room.id}`);
  const chosen = page.getByRole("list", { name: "Attached files" });
  const files = page.getByLabel("Attach files").and(page.locator("input"));
  await files.setInputFiles([picture("wave.png", 640, 480), textFile("wrong.txt", "not this")]);
  await chosen.getByRole("button", { name: "Remove wrong.txt" }).click();
  await files.setInputFiles(sparseFile("film.mov", 51 * 1024 * 1024));
  await expect(page.getByText(/^film\.mov is larger than/)).toBeVisible();
  await expect(chosen.getByRole("listitem")).toHaveCount(1);
  await field(page).fill("Something like this?");
  await field(page).press("Enter");
  await expect(chosen).toBeHidden();
  const shown = said(page).getByRole("img", { name: "wave.png" });
  await expect
    .poll(() => shown.evaluate((node) => node instanceof HTMLImageElement && node.naturalWidth), SOON)
    .toBe(640);
  await expect(said(page)).toContainText("Something like this?");

  // Pasted into the field, and dropped onto the room.
  await field(page).evaluate((node) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["line"], "pasted note.txt", { type: "text/plain" }));
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(chosen).toContainText("pasted note.txt");
  const consent = pdf("consent & care.pdf", ["Consent"]);
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    const content = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0));
    data.items.add(new File([content], "consent & care.pdf", { type: "application/pdf" }));
    return data;
  }, consent.buffer.toString("base64"));
  await page.dispatchEvent("main", "dragenter", { dataTransfer: transfer });
  const veil = page.locator("[data-drop-veil]");
  await expect(veil).toContainText(`Let go to attach it in ${room.name}`);
  await veil.dispatchEvent("drop", { dataTransfer: transfer });
  await expect(veil).toBeHidden();
  await expect(chosen.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(said(page).getByRole("link", { name: /pasted note\.txt/ })).toBeVisible(SOON);
  const kept = said(page).getByRole("link", { name: /consent & care\.pdf/ });
  await expect(kept).toBeVisible(SOON);
  await expect(page.locator("[data-outgoing]")).toHaveCount(0);
  await lookAt(page, "messenger-files");

  await withAnother(browser, MARA, async (mara) => {
    await live(mara, `/messenger?room=${room.id}`);
    await expect(said(mara).getByRole("img", { name: "wave.png" })).toBeVisible();
    const download = mara.waitForEvent("download");
    await said(mara)
      .getByRole("link", { name: /consent & care\.pdf/ })
      .click();
    expect((await download).suggestedFilename()).toBe("consent & care.pdf");
  });
  const address = await kept.getAttribute("href");
  const bytes = await page.request.get(parlourUrl(address ?? ""));
  expect(Buffer.from(await bytes.body()).equals(consent.buffer)).toBe(true);
});

test("an upload shows how far it is, is cancelled, and when it breaks it is tried again", async ({
  page,
}) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Broken line"), []);
  await live(page, `/messenger?room=${room.id}`);
  const files = page.getByLabel("Attach files").and(page.locator("input"));
  const held = Promise.withResolvers<void>();
  await page.route("**/api/v1/messages/upload", async (route) => {
    await held.promise;
    await route.abort().catch(() => undefined);
  });
  await files.setInputFiles(picture("first.png"));
  await field(page).press("Enter");
  const waiting = page.locator("[data-outgoing]");
  await expect(waiting.getByRole("progressbar", { name: "Upload of first.png" })).toBeVisible();
  // Words never wait for a file.
  await field(page).fill("The picture follows");
  await field(page).press("Enter");
  await expect(said(page)).toContainText("The picture follows");
  await lookAt(page, "messenger-uploading");
  await waiting.getByRole("button", { name: "Cancel first.png" }).click();
  await expect(waiting).toHaveCount(0);
  await files.setInputFiles(picture("second.png"));
  await field(page).press("Enter");
  held.resolve();
  await expect(waiting.getByRole("alert")).toContainText("Not sent. There is no connection.");
  await page.unroute("**/api/v1/messages/upload");
  await waiting.getByRole("button", { name: "Try again" }).click();
  await expect(said(page).getByRole("img", { name: "second.png" })).toBeVisible(SOON);
  await expect(waiting).toHaveCount(0);
  await expect(said(page).getByRole("img")).toHaveCount(1);
});

test("what could not be sent stays, is tried again, and is there once", async ({ page }) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Once"), []);
  await live(page, `/messenger?room=${room.id}`);
  const send = "**/api/v1/messages/send";
  const waiting = page.locator("[data-outgoing]");

  // Carried out, but the answer is lost.
  await page.route(send, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await field(page).fill("Only once");
  await field(page).press("Enter");
  await expect(said(page)).toContainText("Only once");
  await expect(waiting).toHaveCount(0, SOON);
  await page.unroute(send);

  // Refused before anything was done.
  await page.route(send, (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 500, code: "internal", detail: "This failed on our side." }),
    }),
  );
  await field(page).fill("Twice asked");
  await field(page).press("Enter");
  await expect(waiting.getByRole("alert")).toContainText("Not sent. This failed on our side.");
  await lookAt(page, "messenger-not-sent");
  await page.unroute(send);
  await waiting.getByRole("button", { name: "Try again" }).click();
  await expect(waiting).toHaveCount(0, SOON);
  expect(await bodies(page, room.id)).toEqual(["Only once", "Twice asked"]);

  // Given up.
  await page.route(send, (route) => route.abort());
  await field(page).fill("Never mind");
  await field(page).press("Enter");
  await waiting.getByRole("button", { name: "Discard" }).click();
  await expect(waiting).toHaveCount(0);
  expect(await bodies(page, room.id)).toEqual(["Only once", "Twice asked"]);
});

test("while the homeserver is down everybody reads it here; it goes out afterwards", async ({
  page,
  browser,
}) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Homeserver"), ["Mara"]);
  await live(page, `/messenger?room=${room.id}`);
  await addFault(homeserver(), { status: 503, match: "/_matrix/client/" });
  await field(page).fill("Said while it was down");
  await field(page).press("Enter");
  await expect(said(page).getByText("On its way to the chat")).toBeVisible(SOON);
  await withAnother(browser, MARA, async (mara) => {
    await live(mara, `/messenger?room=${room.id}`);
    await expect(said(mara)).toContainText("Said while it was down");
  });
  await clearFaults(homeserver());
  await expect(said(page).getByText("On its way to the chat")).toBeHidden({ timeout: 90_000 });
  expect(await bodies(page, room.id)).toEqual(["Said while it was down"]);
});

test("what the chat refused says so and is sent again as the same message, words and files", async ({
  page,
}) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Refused"), []);
  await live(page, `/messenger?room=${room.id}`);
  await addFault(homeserver(), {
    match: "/send/",
    method: "PUT",
    status: 413,
    contentType: "application/json",
    body: JSON.stringify({ errcode: "M_TOO_LARGE", error: "event too large" }),
  });
  const failed = said(page).getByText("Did not arrive in the chat.");
  await field(page).fill("Said once");
  await field(page).press("Enter");
  await expect(failed).toHaveCount(1, { timeout: 30_000 });
  await upload(page, room.id, textFile("list.txt", "needles"));
  await expect(failed).toHaveCount(2, { timeout: 30_000 });
  await lookAt(page, "messenger-refused");
  const again = said(page).getByRole("button", { name: "Try again" });
  // The way to us is gone: it says so, and can be tried once more.
  await page.route("**/retry", (route) => route.abort());
  await again.first().click();
  await expect(said(page).getByRole("alert")).toContainText("There is no connection.");
  await page.unroute("**/retry");
  await clearFaults(homeserver());
  await again.first().click();
  await expect(failed).toHaveCount(1, { timeout: 30_000 });
  await again.click();
  await expect(failed).toHaveCount(0, { timeout: 30_000 });
  expect(await bodies(page, room.id)).toEqual(["Said once", "list.txt"]);
});

test("to one person: found by name, the same room for both", async ({ page, browser }) => {
  await signIn(page, DESK);
  await live(page, "/messenger");
  await page.getByRole("button", { name: "Write to somebody" }).click();
  const sheet = page.getByRole("dialog", { name: "Write to somebody" });
  await sheet.getByRole("combobox", { name: "To whom" }).fill("mar");
  await expect(sheet.getByRole("option").first()).toHaveText(/Mara/);
  await lookAt(page, "messenger-write-to");
  await page.keyboard.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole("heading", { name: "Mara", level: 2 })).toBeVisible();
  const words = unique("Between us");
  await field(page).fill(words);
  await field(page).press("Enter");
  await expect(said(page)).toContainText(words);
  await withAnother(browser, MARA, async (mara) => {
    await live(mara, "/messenger");
    await expect(rowOf(mara, words)).toContainText("Front Desk", SOON);
    await rowOf(mara, words).click();
    await field(mara).fill(`${words}, yes`);
    await field(mara).press("Enter");
    await expect(said(page)).toContainText(`${words}, yes`, SOON);
  });
  // Nobody else reads it.
  await withAnother(browser, "theo@parlour.test", async (theo) => {
    const { id } = await directRoom(page, "Mara");
    const answer = await theo.request.get(parlourUrl(`/api/v1/messages/history/${id}`));
    expect(answer.status()).toBe(404);
    await theo.goto(parlourUrl(`/messenger?room=${id}`));
    await expect(theo.getByText("This room is not here")).toBeVisible();
    await lookAt(theo, "messenger-not-mine");
  });
});

async function directRoom(page: Page, name: string): Promise<{ id: string }> {
  const answer = await page.request.post(parlourUrl(`/api/v1/rooms/dm/${await personId(page, name)}`));
  expect(answer.status()).toBe(200);
  return await answer.json();
}

test("a room: made, people added, left", async ({ page, browser }) => {
  await signIn(page, ADMIN);
  await live(page, "/messenger");
  const name = unique("Flash day");
  await page.getByRole("button", { name: "New room" }).click();
  const sheet = page.getByRole("dialog", { name: "New room" });
  await sheet.getByLabel("Name").fill(name);
  await sheet.getByLabel("What it is about").fill("Saturday, walk-ins only");
  await sheet.getByRole("combobox", { name: "Who is to be in it" }).fill("Mara");
  await sheet.getByRole("option", { name: "Mara" }).click();
  await expect(sheet.getByRole("list", { name: "Chosen people" })).toContainText("Mara");
  await lookAt(page, "messenger-new-room");
  await sheet.getByRole("button", { name: "Make the room" }).click();
  await expect(page.getByRole("heading", { name, level: 2 })).toBeVisible();
  await expect(page.getByRole("region", { name, exact: true })).toContainText("Saturday, walk-ins only");

  await withAnother(browser, "theo@parlour.test", async (theo) => {
    await live(theo, "/messenger");
    await expect(rowOf(theo, name)).toHaveCount(0);
    await page.getByRole("button", { name: "More about this room" }).click();
    await page.getByRole("menuitem", { name: "Add people" }).click();
    const invite = page.getByRole("dialog", { name: "Add people" });
    await invite.getByRole("combobox").fill("Theo");
    await expect(invite.getByRole("option").first()).toHaveText(/Theo/);
    await page.keyboard.press("Enter");
    await invite.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("One person was added.")).toBeVisible();
    // It comes to them by itself.
    await expect(rowOf(theo, name)).toBeVisible(SOON);
    await rowOf(theo, name).click();
    await theo.getByRole("button", { name: "More about this room" }).click();
    await theo.getByRole("menuitem", { name: "Leave the room" }).click();
    await theo.getByRole("button", { name: "Leave", exact: true }).click();
    await expect(rowOf(theo, name)).toHaveCount(0);
    await expect(theo).toHaveURL(/\/messenger$/);
  });
});

test("a long history comes page by page upwards and keeps its place; links lead to the web only", async ({
  page,
  browser,
}) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Long"), ["Mara"]);
  await withAnother(browser, MARA, async (mara) => {
    for (let n = 1; n <= 120; n++) await say(mara, room.id, `Line ${n} of the story`);
    await say(mara, room.id, "javascript:alert(1) and https://example.org/a_(b)?c=1#d, see");
  });
  await live(page, `/messenger?room=${room.id}`);
  const box = said(page);
  await expect(box.getByText("New", { exact: true })).toBeInViewport();
  await page.getByRole("button", { name: /new message|To the newest/ }).click();
  await expect(box.getByText("javascript:alert(1)")).toBeInViewport();
  await expect(box.getByRole("link")).toHaveCount(1);
  await expect(box.getByRole("link")).toHaveAttribute("href", "https://example.org/a_(b)?c=1#d");
  await expect(rowOf(page, room.name)).not.toContainText("unread");
  await expect(box.getByText("Line 1 of the story", { exact: true })).toHaveCount(0);

  const before = await box.getByText("Line 90 of the story").boundingBox();
  await box.evaluate((node) => node.scrollTo({ top: 0 }));
  await expect(box.getByText("Line 60 of the story")).toBeAttached();
  await expect
    .poll(
      async () => {
        await box.evaluate((node) => node.scrollTo({ top: 0 }));
        return box.getByText("This is where it begins").count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await expect(box.getByText("Line 1 of the story", { exact: true })).toBeVisible();
  expect(before).not.toBeNull();
  // Every line once, in order.
  const lines = await box.getByText(/^Line \d+ of the story$/).allTextContents();
  expect(lines).toEqual(Array.from({ length: 120 }, (_, at) => `Line ${at + 1} of the story`));

  // Read somewhere above, what comes below moves nothing and says so.
  const place = await box.evaluate((node) => {
    node.scrollTo({ top: 300 });
    return node.scrollTop;
  });
  await withAnother(browser, MARA, (mara) => say(mara, room.id, "One more"));
  await expect(page.getByRole("button", { name: "1 new message" })).toBeVisible(SOON);
  expect(await box.evaluate((node) => node.scrollTop)).toBe(place);
  await page.getByRole("button", { name: "1 new message" }).click();
  await expect(box.getByText("One more")).toBeInViewport();
});

test("by keyboard alone: search, room, write, back", async ({ page }) => {
  await signIn(page, ADMIN);
  const first = await makeRoom(page, unique("Keys one"), []);
  const second = await makeRoom(page, unique("Keys two"), []);
  await live(page, "/messenger");
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search rooms" });
  await expect(search).toBeFocused();
  await page.keyboard.type("keys");
  await expect(rowOf(page, second.name)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(roomList(page).getByRole("link").first()).toBeFocused();
  for (
    let at = 0;
    at < 20 && !(await rowOf(page, first.name).evaluate((node) => node.matches(":focus")));
    at++
  )
    await page.keyboard.press("ArrowDown");
  await expect(rowOf(page, first.name)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("First line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await page.keyboard.press("Enter");
  await expect(said(page)).toContainText("First line\nsecond line", { useInnerText: true });
  // It is shown before the server has it.
  await expect(page.locator("[data-outgoing]")).toHaveCount(0, SOON);
  expect(await bodies(page, first.id)).toEqual(["First line\nsecond line"]);
  // A draft stays with its room.
  await page.keyboard.type("Half a word");
  await page.goBack();
  await rowOf(page, second.name).click();
  await expect(field(page)).toHaveValue("");
  await rowOf(page, first.name).click();
  await expect(field(page)).toHaveValue("Half a word");
  await page.reload();
  await expect(field(page)).toHaveValue("Half a word");
  await field(page).fill("");
  await page.keyboard.press("Escape");
  await expect(rowOf(page, first.name)).toBeFocused();
  await expect(page).toHaveURL(/\/messenger$/);
  await search.fill("no room is called like this");
  await expect(page.getByText("No room for “no room is called like this”")).toBeVisible();
  await lookAt(page, "messenger-nothing-found");
});

test("on a phone: the list, a room, and back", async ({ page, browser }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, DESK);
  const room = await makeRoom(page, unique("Pocket"), ["Mara"], "Kept short");
  await live(page, "/messenger");
  await expect(field(page)).toBeHidden();
  await rowOf(page, room.name).click();
  await expect(roomList(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: room.name, level: 2 })).toBeVisible();
  await field(page).fill("From the pocket");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(said(page).getByText("From the pocket")).toBeInViewport();
  await withAnother(browser, MARA, (mara) => say(mara, room.id, "To the pocket"));
  await expect(said(page).getByText("To the pocket")).toBeInViewport(SOON);
  await expect(field(page)).toBeInViewport();
  await page.getByRole("button", { name: "All rooms" }).click();
  await expect(rowOf(page, room.name)).toContainText("To the pocket");
  await expect(rowOf(page, room.name)).toBeFocused();
  await page.goBack();
  await expect(field(page)).toBeVisible();
  await page.goForward();
  await expect(field(page)).toBeHidden();
});

test("everything of it in pictures, full", async ({ page, browser }) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Studio talk"), ["Mara", "Theo", "Front Desk"], "Who, what, when");
  await withAnother(browser, MARA, async (mara) => {
    await say(mara, room.id, "Morning! The sample sheets for the botanical piece are here.");
    await upload(mara, room.id, picture("botanical.png", 900, 600));
    await upload(mara, room.id, pdf("Aftercare, new wording.pdf", ["Aftercare"]));
  });
  await withAnother(browser, "theo@parlour.test", async (theo) => {
    await say(theo, room.id, "Love it. The supplier writes the needles come on Tuesday:");
    await say(theo, room.id, "https://example.org/orders/4711?from=mail");
    await withAnother(browser, MARA, async (mara) => {
      await live(page, `/messenger?room=${room.id}`);
      await field(page).fill("Great, thank you both! I put it on the wall.");
      await field(page).press("Enter");
      await expect(said(page)).toContainText("I put it on the wall.");
      await say(
        mara,
        room.id,
        "And can somebody take over my walk-in at four? The customer is running late.",
      );
      await directRoomWith(mara, "Studio Admin", "Have you seen my pencil?");
    });
  });
  await expect(said(page)).toContainText("running late", SOON);
  await expect(rowOf(page, "Have you seen my pencil?")).toContainText("unread", SOON);
  await lookAt(page, "messenger-full");
  await live(page, "/messenger");
  await expect(page.getByText("Choose a room")).toBeVisible();
  await lookAt(page, "messenger-list");
});

async function directRoomWith(page: Page, name: string, words: string): Promise<void> {
  const answer = await page.request.post(parlourUrl(`/api/v1/rooms/dm/${await personId(page, name)}`));
  expect(answer.ok()).toBe(true);
  const { id } = await answer.json();
  await say(page, id, words);
}

test.describe("in German", () => {
  test.use({ locale: "de-DE" });
  test("rooms, words, days", async ({ page }) => {
    await open(page, "/sign-in");
    await page.getByLabel("E-Mail").fill(DESK);
    await page.getByLabel("Passwort", { exact: true }).fill("parlour-demo");
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    await page.waitForURL(/\/dashboard/);
    const room = await makeRoom(page, unique("Werkstatt"), ["Mara"]);
    await live(page, `/messenger?room=${room.id}`);
    await expect(page.getByText("Hier wurde noch nichts geschrieben")).toBeVisible();
    await lookAt(page, "messenger-empty-german");
    await field(page).fill("Grüße aus der Werkstatt");
    await page.getByRole("button", { name: "Senden" }).click();
    await expect(said(page).getByRole("heading", { name: "Heute" })).toBeVisible(SOON);
    await expect(rowOf(page, room.name)).toContainText("Sie: Grüße aus der Werkstatt");
    await expect(page).toHaveTitle(/^Nachrichten/);
  });
});

test("bad days: offline, refused, a viewer", async ({ page }) => {
  await signIn(page, ADMIN);
  const room = await makeRoom(page, unique("Bad day"), []);
  await say(page, room.id, "Before");
  // The history cannot be had, then it can.
  const history = "**/api/v1/messages/history/**";
  await page.route(history, (route) => route.abort());
  // Without a stream it would ask again by itself.
  await live(page, `/messenger?room=${room.id}`);
  const alert = page.getByRole("alert").filter({ hasText: "There is no connection" });
  await expect(alert).toBeVisible();
  await lookAt(page, "messenger-no-history");
  await page.unroute(history);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(said(page)).toContainText("Before");

  // Offline: what was seen stays; what is written goes out by itself afterwards.
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await field(page).fill("Written on the train");
  await field(page).press("Enter");
  await expect(page.locator("[data-outgoing]")).toContainText("Not sent. There is no connection.");
  await expect(said(page)).toContainText("Before");
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(field(page)).toBeInViewport({ ratio: 1 });
  if (desk) await page.setViewportSize(desk);
  await expect(field(page)).toBeInViewport({ ratio: 1 });
  await lookAt(page, "messenger-offline");
  await page.context().setOffline(false);
  await expect(page.locator("[data-outgoing]")).toHaveCount(0, { timeout: 30_000 });
  expect(await bodies(page, room.id)).toEqual(["Before", "Written on the train"]);

  // Who reads only sees why there is no field.
  await page.route("**/api/v1/users/me", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), role: "viewer" } });
  });
  await page.reload();
  await expect(page.getByText("You may read here.")).toBeVisible();
  await expect(field(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New room" })).toHaveCount(0);
  await expect(said(page)).toContainText("Before");
});

test("whom an admin has shut out is told so", async ({ page, browser }) => {
  await signIn(page, ADMIN);
  const path = parlourUrl(`/api/v1/admin/users/${await personId(page, "June")}`);
  await withAnother(browser, "june@parlour.test", async (june) => {
    await live(june, "/messenger");
    expect((await page.request.patch(path, { data: { active: false } })).status()).toBe(200);
    try {
      await june.goto(parlourUrl("/messenger"));
      await expect(june.getByText("An admin has closed the messages to you.")).toBeVisible();
      await lookAt(june, "messenger-shut-out");
    } finally {
      expect((await page.request.patch(path, { data: { active: true } })).status()).toBe(200);
    }
    await live(june, "/messenger");
  });
});
