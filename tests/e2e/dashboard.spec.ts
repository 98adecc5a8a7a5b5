import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { addFault, clearFaults } from "./support/cloud.ts";
import { startStudio } from "./support/demo.ts";
import { signUpFirstAdmin } from "./support/first-admin.ts";
import { lookAt } from "./support/look-at.ts";
import { open, parlourUrl, signIn } from "./support/parlour.ts";

/** The board of widgets: arranged in every way there is, kept for its owner, and each widget on its own. */

test.describe.configure({ timeout: 180_000 });

const STAFF = "staff@parlour.test";
const ADMIN = "admin@parlour.test";
const AT_FIRST = ["appointments", "tasks", "conversations", "orders", "messages", "talk", "documents"];

const systemUrl = (id: string) => `${process.env.PARLOUR_CLOUD_URL}/_systems/${id}`;
const board = (page: Page) => page.getByRole("region", { name: "Your dashboard" });
const widget = (page: Page, name: string) => board(page).getByRole("region", { name, exact: true });
const handle = (page: Page, name: string) => page.getByRole("button", { name: `Move ${name}`, exact: true });
const saved = (page: Page) => expect(page.getByText("Saved", { exact: true })).toBeVisible();

/** Shows what its system has; shortly after midnight nobody has ordered yet. */
const shows = (page: Page, name: string) =>
  expect(
    widget(page, name).getByRole("listitem").or(widget(page, name).getByText("No order yet today")).first(),
  ).toBeVisible({ timeout: 30_000 });

async function orderOf(page: Page, what: "widget" | "tile"): Promise<string[]> {
  return page
    .locator(`[data-${what}]`)
    .evaluateAll((nodes, name) => nodes.map((node) => node.getAttribute(`data-${name}`) ?? ""), what);
}
const expectOrder = (page: Page, what: "widget" | "tile", order: string[]) =>
  expect.poll(() => orderOf(page, what)).toEqual(order);

/** The board of somebody as nobody arranged it. */
async function openBoard(page: Page, email: string): Promise<void> {
  await signIn(page, email);
  expect((await page.request.delete(parlourUrl("/api/dashboard"))).status()).toBe(200);
  await open(page, "/dashboard");
}

async function arrange(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Arrange", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Arrange your dashboard" })).toBeFocused();
}

async function done(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByRole("button", { name: "Arrange", exact: true })).toBeFocused();
}

/** From the middle of one to the middle of another, slowly enough to be a drag. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const middle = async (what: Locator) => {
    const box = await what.boundingBox();
    if (!box) throw new Error("it is not on the page");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  // Both are in sight, and away from the edges, at which the page would scroll on.
  await to.evaluate((node) => node.scrollIntoView({ block: "center", behavior: "instant" }));
  const start = await middle(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 8, start.y + 8, { steps: 4 });
  const end = await middle(to);
  await page.mouse.move(end.x, end.y, { steps: 12 });
  await page.mouse.move(end.x + 2, end.y + 2);
}

/** Whether a finger at its middle meets it, and nothing that lies on it. */
function isOnTop(one: Locator): Promise<boolean> {
  return one.evaluate((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return node.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
}

test.describe("arranging", () => {
  test("by drag and drop: it stays, for its owner alone", async ({ page, browser }) => {
    await openBoard(page, STAFF);
    await expectOrder(page, "widget", AT_FIRST);
    await arrange(page);
    await drag(page, handle(page, "Talk"), page.locator("[data-tile=tasks]"));
    const order = ["appointments", "talk", "tasks", "conversations", "orders", "messages", "documents"];
    await expectOrder(page, "tile", order);
    await page.mouse.up();
    await expect(page.getByText("“Talk” moved.")).toBeVisible();
    await saved(page);
    await done(page);
    await expectOrder(page, "widget", order);
    await page.reload();
    await expectOrder(page, "widget", order);

    const other = await browser.newPage();
    await openBoard(other, ADMIN);
    await expectOrder(other, "widget", [...AT_FIRST.slice(0, 6), "sync", "documents"]);
    await other.close();

    // What is given up on the way changes nothing.
    await arrange(page);
    await drag(page, handle(page, "Talk"), page.locator("[data-tile=documents]"));
    await expect.poll(() => orderOf(page, "tile")).not.toEqual(order);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expectOrder(page, "tile", order);
  });

  test("with the keys, said aloud, and taken back", async ({ page }) => {
    await openBoard(page, STAFF);
    await arrange(page);
    const tasks = handle(page, "Tasks");
    await tasks.focus();
    await expect(tasks).toHaveAccessibleDescription(/Space lifts it/);
    await page.keyboard.press("Space");
    await expect(page.getByText("Tasks lifted from place 2 of 7.")).toBeAttached();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByText("Tasks: place 4 of 7.")).toBeAttached();
    await expect(tasks).toBeFocused();
    await page.keyboard.press("Escape");
    await expectOrder(page, "tile", AT_FIRST);
    await expect(page.getByText("Tasks is back at place 2 of 7.")).toBeAttached();

    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    const order = ["appointments", "conversations", "orders", "messages", "talk", "tasks", "documents"];
    await expectOrder(page, "tile", order);
    await expect(page.getByText("Tasks put down at place 6 of 7.")).toBeAttached();
    await saved(page);
    await page.reload();
    await expectOrder(page, "widget", order);
    await arrange(page);
    await handle(page, "Tasks").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await expect(page.getByText("“Tasks” moved.")).toBeVisible();
    // The key of the console that takes back.
    await page.keyboard.press("u");
    await expect(page.getByText("Undone.")).toBeVisible();
    await expectOrder(page, "tile", order);
    await saved(page);
    await page.reload();
    await expectOrder(page, "widget", order);
  });

  test("with buttons: place, width, removing, adding, and starting over, each taken back", async ({
    page,
  }) => {
    await openBoard(page, STAFF);
    await arrange(page);
    const later = page.getByRole("button", { name: "Move Tasks one place down" });
    await later.click();
    await later.click();
    await expect(later).toBeFocused();
    await expect(page.getByRole("button", { name: "Move Appointments one place up" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await page.getByRole("button", { name: "Make Tasks wide" }).click();
    await page.getByRole("button", { name: "Remove Messages" }).click();
    await expect(handle(page, "Talk")).toBeFocused();
    await saved(page);
    await lookAt(page, "dashboard-arranging");
    await done(page);
    const order = ["appointments", "conversations", "orders", "tasks", "talk", "documents"];
    await expectOrder(page, "widget", order);
    const width = async (name: string) => (await widget(page, name).boundingBox())?.width ?? 0;
    expect(await width("Tasks")).toBeGreaterThan(1.8 * (await width("Orders today")));
    await page.reload();
    await expectOrder(page, "widget", order);

    await arrange(page);
    await page.getByRole("button", { name: "Add Messages" }).click();
    await expect(handle(page, "Messages")).toBeFocused();
    await expectOrder(page, "tile", [...order, "messages"]);
    await expect(page.getByText("Everything there is stands on your board.")).toBeVisible();
    await page.getByRole("button", { name: "Undo the last change" }).click();
    await expectOrder(page, "tile", order);
    await page.getByRole("button", { name: "Start over" }).click();
    await expectOrder(page, "tile", AT_FIRST);
    await expect(page.getByText("as it was at first")).toBeVisible();
    await page.getByRole("button", { name: "Undo the last change" }).click();
    await expectOrder(page, "tile", order);
    await saved(page);
    await page.reload();
    await expectOrder(page, "widget", order);
  });

  test("what could not be kept stays on the screen until it is", async ({ page }) => {
    await openBoard(page, STAFF);
    await arrange(page);
    await page.route("**/api/dashboard", (route) => route.abort());
    await page.getByRole("button", { name: "Remove Talk" }).click();
    await expect(page.getByText("This arrangement is not kept yet")).toBeVisible();
    const order = AT_FIRST.filter((id) => id !== "talk");
    await expectOrder(page, "tile", order);
    await lookAt(page, "dashboard-not-kept");
    await page.unroute("**/api/dashboard");
    await page.getByRole("button", { name: "Keep it now" }).click();
    await saved(page);
    await expect(page.getByText("This arrangement is not kept yet")).toBeHidden();
    await page.reload();
    await expectOrder(page, "widget", order);
  });

  test("an empty board says how to fill it", async ({ page }) => {
    await openBoard(page, STAFF);
    const put = await page.request.put(parlourUrl("/api/dashboard"), { data: { widgets: [] } });
    expect(put.status()).toBe(200);
    await open(page, "/dashboard");
    await expect(page.getByText("Your board is empty")).toBeVisible();
    await lookAt(page, "dashboard-empty");
    await page.getByRole("button", { name: "Add a widget" }).click();
    await lookAt(page, "dashboard-adding");
    await page.getByRole("button", { name: "Add Talk" }).click();
    await saved(page);
    await done(page);
    await expectOrder(page, "widget", ["talk"]);
  });

  test("what arranges is fetched when somebody arranges", async ({ page }) => {
    const scripts: Promise<string>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(response.text().catch(() => ""));
    });
    const drags = async () => (await Promise.all(scripts)).some((text) => text.includes("DndDescribedBy"));
    await openBoard(page, STAFF);
    expect(scripts.length).toBeGreaterThan(3);
    expect(await drags()).toBe(false);
    await arrange(page);
    expect(await drags()).toBe(true);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("one column, moved with buttons, every target large enough", async ({ page }) => {
    await openBoard(page, STAFF);
    const left = new Set<number>();
    for (const one of await page.locator("[data-widget]").all()) left.add((await one.boundingBox())?.x ?? -1);
    expect([...left]).toHaveLength(1);
    await page.getByRole("button", { name: "Arrange", exact: true }).tap();
    // Below what waits for an answer the tiles would be out of sight.
    const title = page.getByRole("heading", { name: "Arrange your dashboard" });
    await expect.poll(async () => (await title.boundingBox())?.y ?? 844).toBeLessThan(844 / 2);
    await page.getByRole("button", { name: "Move Tasks one place up" }).tap();
    await expectOrder(page, "tile", ["tasks", "appointments", ...AT_FIRST.slice(2)]);
    for (const target of await page.locator("[data-tile=tasks]").getByRole("button").all()) {
      const box = await target.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    // What is said about a change covers nothing of the bar, wherever the page is scrolled to.
    await page.getByRole("button", { name: "Remove Talk" }).tap();
    await expect(page.getByText("“Talk” removed.")).toBeVisible();
    const bar = await title.evaluate((node) => node.getBoundingClientRect().top + scrollY);
    // Where it begins depends on how many wait for an answer.
    for (const top of [bar - 100, bar + 400]) {
      await page.evaluate((to) => scrollTo(0, to), top);
      for (const name of ["Done", "Start over", "Undo the last change"])
        expect(await isOnTop(page.getByRole("button", { name, exact: true })), `${name} at ${top}`).toBe(
          true,
        );
    }
    await page.getByRole("button", { name: "Undo the last change" }).tap();
    await expect(handle(page, "Talk")).toBeVisible();
    // Drags with a finger do not scroll the page.
    expect(await handle(page, "Tasks").evaluate((node) => getComputedStyle(node).touchAction)).toBe("none");
    await saved(page);
  });
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("the board and what arranges it speak German", async ({ page }) => {
    await open(page, "/sign-in");
    await page.getByLabel("E-Mail").fill(STAFF);
    await page.getByLabel("Passwort", { exact: true }).fill("parlour-demo");
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    await page.waitForURL(/\/dashboard/);
    await page.request.delete(parlourUrl("/api/dashboard"));
    await open(page, "/dashboard");
    await expect(page.getByRole("region", { name: "Aufgaben" })).toBeVisible();
    await lookAt(page, "dashboard-german");
    await page.getByRole("button", { name: "Anordnen" }).click();
    // The focus comes to the heading first.
    await expect(page.locator("[data-bar]")).toBeFocused();
    await page.getByRole("button", { name: "Aufgaben verschieben" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByText("Aufgaben: Platz 3 von 7.")).toBeAttached();
    await page.keyboard.press("Space");
    await expect(page.getByText("„Aufgaben“ verschoben.")).toBeVisible();
    await lookAt(page, "dashboard-german-arranging");
  });
});

test.describe("widgets", () => {
  test.afterEach(async () => {
    for (const id of ["todoist", "freescout", "plentyone", "zulip", "ecodms"])
      await clearFaults(systemUrl(id));
  });

  test("every system is on the board, in plain text and with ways to it", async ({ page }) => {
    await openBoard(page, ADMIN);
    for (const name of ["Tasks", "Conversations", "Orders today", "Messages", "Documents"])
      await shows(page, name);
    await expect(widget(page, "Orders today").getByText(/orders? today$|order yet today/)).toBeVisible();
    const conversation = widget(page, "Conversations").getByRole("listitem").getByRole("link").first();
    await expect(conversation).toHaveAttribute("rel", "noopener");
    await expect(conversation).toHaveAttribute("target", "_blank");
    for (const name of ["Tasks", "Conversations", "Messages"])
      await expect(widget(page, name).getByRole("link", { name: /^Open / })).toHaveAttribute(
        "href",
        /^https?:/,
      );
    // Seven narrow ones: the last has its row to itself.
    const width = async (name: string) => (await widget(page, name).boundingBox())?.width ?? 0;
    expect(await width("Documents")).toBe(await width("Appointments"));
    expect(await width("Sync")).toBeLessThan((await width("Documents")) / 1.8);
    await lookAt(page, "dashboard-board");
  });

  test("a task is added, ticked off, and taken back", async ({ page }) => {
    await openBoard(page, STAFF);
    const tasks = widget(page, "Tasks");
    const content = `<b>Needles</b> ${Date.now()}`;
    await tasks.getByRole("textbox", { name: "Add a task" }).fill(content);
    await page.keyboard.press("Enter");
    await expect(page.getByText(`Added: ${content}`)).toBeVisible();
    await expect(tasks.getByRole("textbox", { name: "Add a task" })).toHaveValue("");
    const openTasks = async () => {
      const answer = await page.request.get(parlourUrl("/api/integrations/todoist/tasks?limit=100"));
      const { tasks: all }: { tasks: { id: string; content: string; due: unknown }[] } = await answer.json();
      return all;
    };
    expect((await openTasks()).map((task) => task.content)).toContain(content);

    // Whatever stands first and does not come back by itself.
    const first = tasks.getByRole("listitem").filter({ hasNotText: "comes back" }).first();
    const tick = first.getByRole("button");
    const label = (await tick.getAttribute("aria-label")) ?? "";
    const named = label.replace(/^Done: /, "");
    await tasks.getByRole("button", { name: label, exact: true }).click();
    await expect(tasks.getByRole("button", { name: label, exact: true })).toBeHidden();
    const undo = page
      .getByRole("status")
      .filter({ hasText: label })
      .getByRole("button", { name: "Undo", exact: true })
      .last();
    // It stays while somebody points at it.
    await undo.hover();
    await expect.poll(async () => (await openTasks()).map((task) => task.content)).not.toContain(named);
    await undo.click();
    await expect(tasks.getByRole("button", { name: label, exact: true })).toBeVisible();
    await expect.poll(async () => (await openTasks()).map((task) => task.content)).toContain(named);
  });

  test("a task that Todoist does not take is where it was, and so are the words of a new one", async ({
    page,
  }) => {
    await openBoard(page, STAFF);
    const tasks = widget(page, "Tasks");
    const first = tasks.getByRole("listitem").first();
    const words = (await first.textContent()) ?? "";
    await page.route("**/api/integrations/todoist/tasks*/**", (route) => route.abort());
    await first.getByRole("button").click();
    await expect(page.getByText(/is still to do: Todoist did not take it\./)).toBeVisible();
    await expect(first).toHaveText(words);
    await page.route("**/api/integrations/todoist/tasks", (route) => route.abort());
    await tasks.getByRole("textbox", { name: "Add a task" }).fill("Call the landlord");
    await page.keyboard.press("Enter");
    await expect(tasks.getByText("Todoist did not take it. Your words are still here.")).toBeVisible();
    await expect(tasks.getByRole("textbox", { name: "Add a task" })).toHaveValue("Call the landlord");
  });

  test("one system that fails is said in its widget alone, and asked again", async ({ page }) => {
    await openBoard(page, ADMIN);
    await expect(widget(page, "Conversations").getByRole("listitem").first()).toBeVisible();
    // A page of its own in place of an answer, as a proxy gives it.
    await addFault(systemUrl("freescout"), {
      status: 200,
      body: "<html>Hello</html>",
      contentType: "text/html",
    });
    await page.reload();
    const failing = widget(page, "Conversations");
    await expect(failing.getByText("FreeScout answered what nobody can read")).toBeVisible({
      timeout: 60_000,
    });
    await expect(failing.getByRole("link", { name: "Look at the integration" })).toHaveAttribute(
      "href",
      "/admin/integrations",
    );
    for (const name of ["Tasks", "Orders today", "Messages", "Documents"]) {
      await shows(page, name);
      await expect(widget(page, name).getByText(/does not answer|nobody can read/)).toBeHidden();
    }
    await lookAt(page, "dashboard-failing");
    // Asked while it was paused, it says so once more; the button goes with the failure.
    const again = failing.getByRole("button", { name: "Try again" });
    await expect(again).toBeVisible();
    await clearFaults(systemUrl("freescout"));
    await expect(async () => {
      if (await again.isVisible()) await again.click({ timeout: 2000 });
      await expect(failing.getByRole("listitem").first()).toBeVisible({ timeout: 5000 });
    }).toPass({ timeout: 90_000 });

    // What was seen stays while the system is away.
    await page.route("**/api/integrations/freescout/**", (route) => route.abort());
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event("focus")));
      await expect(failing.getByText("What you see is from before.")).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(failing.getByRole("listitem").first()).toBeVisible();
    await lookAt(page, "dashboard-stale");
  });

  test("an artist has their own, and none of the desk's systems", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/integrations/")) asked.push(request.url());
    });
    await openBoard(page, "theo@parlour.test");
    await expectOrder(page, "widget", ["appointments", "talk", "sync"]);
    await arrange(page);
    await expect(page.getByText("Everything there is stands on your board.")).toBeVisible();
    await lookAt(page, "dashboard-artist-arranging");
    const refused = await page.request.put(parlourUrl("/api/dashboard"), {
      data: { widgets: [{ id: "tasks", wide: false }] },
    });
    expect(refused.status()).toBe(422);
    expect(asked).toEqual([]);
  });
});

test("without JavaScript the board has its order, its appointments, and ways to the systems", async ({
  page,
  browser,
}) => {
  await openBoard(page, STAFF);
  const widgets = ["tasks", "appointments", "documents"].map((id) => ({ id, wide: id === "appointments" }));
  expect((await page.request.put(parlourUrl("/api/dashboard"), { data: { widgets } })).status()).toBe(200);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "en-GB",
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(parlourUrl("/dashboard"));
  await expect(plain.locator("[data-widget]")).toHaveCount(3);
  expect(await plain.locator("[data-widget] h2").allInnerTexts()).toEqual([
    "Tasks",
    "Appointments",
    "Documents",
  ]);
  await expect(plain.getByRole("region", { name: "Appointments" }).getByRole("link").first()).toBeVisible();
  await expect(plain.getByRole("region", { name: "Tasks" }).getByText(/needs JavaScript/)).toBeVisible();
  await expect(plain.getByRole("link", { name: "Open Todoist" }).last()).toBeVisible();
  await expect(plain.getByRole("button", { name: "Arrange" })).toBeHidden();
  await plain.screenshot({ path: "screenshots/dashboard-without-javascript.png", fullPage: true });
  await context.close();
  await page.request.delete(parlourUrl("/api/dashboard"));
});

test("an admin is told which systems could be set up", async ({ page }) => {
  const data = mkdtempSync(path.join(tmpdir(), "parlour-dashboard-"));
  const studio = await startStudio(data, { TODOIST_API_TOKEN: "nobody-asks-for-it" });
  try {
    await page.route("**/api/integrations/todoist/**", (route) =>
      route.fulfill({ json: { tasks: [], nextCursor: null } }),
    );
    await signUpFirstAdmin(page, studio);
    await expect(widget(page, "Tasks").getByText("Nothing to do")).toBeVisible();
    await expectOrder(page, "widget", ["appointments", "tasks", "talk", "sync"]);
    await lookAt(page, "dashboard-new-studio");
    await arrange(page);
    await expect(page.getByRole("link", { name: "Set up FreeScout" })).toHaveAttribute(
      "href",
      "/admin/integrations",
    );
    await expect(page.getByText("not set up", { exact: true })).toHaveCount(4);
    await lookAt(page, "dashboard-not-configured");
  } finally {
    await studio.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
