import { expect, type Page, test } from "@playwright/test";
import { expectFits } from "./support/booking.ts";
import { addFault, clearFaults } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { homeserver, makeRoom, notify, unique } from "./support/messenger.ts";
import { open, parlourUrl, signIn } from "./support/parlour.ts";

/** Where admins look after the messenger. Each test makes tokens, rooms and notifications of its own. */

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async ({ page }) => {
  await signIn(page, "admin@parlour.test");
});
test.afterEach(async () => {
  await clearFaults(homeserver());
});

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

async function sendWith(token: string, title: string): Promise<number> {
  const answer = await fetch(parlourUrl("/api/v1/notifications/send"), {
    method: "POST",
    headers: { "X-Service-Token": token, "Content-Type": "application/json" },
    body: JSON.stringify({ source_app: "shop", event_type: "order.paid", title }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

test("a token is made, shown once, works, and works no more once it is revoked", async ({ page }) => {
  const name = unique("Shop");
  await open(page, "/admin/messenger");
  await page
    .getByRole("navigation", { name: "Pages of the messenger" })
    .getByRole("link", { name: "Tokens" })
    .click();
  await page.getByRole("button", { name: "New token" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("button", { name: "Make the token" })).toBeDisabled();
  await sheet.getByLabel("Which application uses it").fill(name);
  // What most do is chosen already; who may do nothing is no token.
  for (const box of ["Send notifications", "See what became of them"])
    await sheet.getByRole("checkbox", { name: box }).uncheck();
  await expect(sheet.getByText("Choose at least one.")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Make the token" })).toBeDisabled();
  await sheet.getByRole("checkbox", { name: "Send notifications" }).check();
  await sheet.getByRole("button", { name: "Make the token" }).click();
  await expect(sheet.getByRole("heading", { name: `The token for ${name}` })).toBeVisible();
  const token = await sheet.getByLabel("Token", { exact: true }).inputValue();
  expect(token).toMatch(/^messenger_\S{20,}$/);
  await sheet.getByRole("button", { name: "Done" }).click();
  expect(await page.content()).not.toContain(token);
  await expect(row(page, name)).toContainText("Never used");
  await expect(row(page, name)).toContainText("May send notifications");

  // The same name is refused where it was written.
  await page.getByRole("button", { name: "New token" }).click();
  await sheet.getByLabel("Which application uses it").fill(name.toUpperCase());
  await sheet.getByRole("button", { name: "Make the token" }).click();
  await expect(sheet.getByText("A token that works has this name already.")).toBeVisible();
  await page.keyboard.press("Escape");

  const title = unique("Order is paid");
  expect(await sendWith(token, title)).toBe(201);
  await page.reload();
  await expect(row(page, name)).toContainText("Last used now");
  await lookAt(page, "messenger-tokens");

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(page.getByText(`${name} is revoked.`)).toBeVisible();
  await expect(row(page, name).getByText("Revoked", { exact: true })).toBeVisible();
  expect(await sendWith(token, unique("Too late"))).toBe(401);

  // What was told says with which token.
  await open(page, "/admin/messenger/deliveries");
  const told = row(page, title);
  await told.getByText("Details", { exact: true }).click();
  await expect(told).toContainText(name);
});

test("a delivery that failed says why, is tried again, and arrives", async ({ page }) => {
  const title = unique("Door open");
  await addFault(homeserver(), {
    match: "/send/",
    method: "PUT",
    status: 403,
    contentType: "application/json",
    body: JSON.stringify({ errcode: "M_FORBIDDEN", error: "You are not allowed to say that." }),
  });
  await notify(page, {
    title,
    body: "<b>Close it.</b>",
    priority: "urgent",
    target_type: "entity_room",
    entity_type: "machine",
    entity_id: unique("press"),
  });
  await open(page, "/admin/messenger/deliveries");
  const failed = row(page, title);
  await expect(failed.getByText("Failed", { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Failed", exact: true }).click();
  await page.waitForURL(/status=failed/);
  await expect(failed).toContainText("You are not allowed to say that.");
  await expect(failed).toContainText("Urgent");
  await failed.getByText("Details", { exact: true }).click();
  await expect(failed.getByText("<b>Close it.</b>")).toBeVisible();
  await lookAt(page, "messenger-deliveries");

  // Still refused: it says so.
  const again = failed.getByRole("button", { name: `Try again: ${title}` });
  const tried = page.waitForResponse((response) => response.url().endsWith("/retry"));
  await again.click();
  await tried;
  await expect(
    page.getByRole("status").filter({ hasText: /not allowed to say that|on its way/ }),
  ).toBeVisible();
  // The row may be from before: the page made anew has it once it has failed again, and no sooner.
  await open(page, "/admin/messenger/deliveries?status=failed");
  await expect(failed.getByText("Failed", { exact: true })).toBeVisible({ timeout: 30_000 });

  await clearFaults(homeserver());
  await again.focus();
  await page.keyboard.press("Enter");
  // It leaves the list of what failed, and stands among what arrived.
  await expect(failed).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole("link", { name: "Arrived", exact: true }).click();
  await expect(row(page, title).getByText("Arrived", { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  });
});

test("the status says by what rooms reach people, and that nothing is lost while it is silent", async ({
  page,
}) => {
  await open(page, "/admin/messenger");
  const matrix = page.getByRole("article", { name: "Matrix" });
  await expect(matrix.getByText("Answers", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(matrix.getByText("Rooms use it")).toBeVisible();
  await lookAt(page, "messenger-status");
  await addFault(homeserver(), { status: 503, match: "/_matrix/client/" });
  await notify(page, { title: unique("While it is away") });
  // Asked again every ten seconds.
  await expect(page.getByText("The homeserver does not answer", { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(matrix.getByText("Does not answer", { exact: true })).toBeVisible();
  await lookAt(page, "messenger-status-silent");
  await clearFaults(homeserver());
  await expect(matrix.getByText("Answers", { exact: true })).toBeVisible({ timeout: 60_000 });
});

test("people are found, changed, and changed back; rooms are listed without what is said in them", async ({
  page,
}) => {
  const name = unique("Guest spot");
  await makeRoom(page, name, ["Theo"]);
  await open(page, "/admin/messenger/people");
  await page.getByRole("searchbox").fill("theo");
  await page.waitForURL(/q=theo/);
  const theo = row(page, "Theo");
  await expect(theo).toHaveCount(1);
  await expect(theo).toContainText("Of the studio");
  await page.getByRole("button", { name: "Change Theo" }).click();
  const sheet = page.getByRole("dialog", { name: "Theo" });
  await expect(sheet.getByRole("checkbox", { name: /^May use the messenger/ })).toBeChecked();
  // The role of the studio's own is changed among its users.
  await expect(sheet.getByLabel("Role")).toHaveCount(0);
  await sheet.getByRole("checkbox", { name: /Matrix client of their own/ }).check();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(theo.getByText("External clients")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(theo.getByText("External clients")).toHaveCount(0);
  await lookAt(page, "messenger-people");
  await page.getByRole("searchbox").fill("nobody of this name");
  await expect(page.getByText("Nobody found for “nobody of this name”")).toBeVisible();

  await open(page, "/admin/messenger/rooms");
  await expect(row(page, name)).toContainText("Group");
  // What two or a few talk about is theirs.
  await expect(row(page, name).getByRole("link")).toHaveCount(0);
  await lookAt(page, "messenger-rooms");
});

test("in German, on a phone, and only for admins", async ({ page, browser }) => {
  await page.context().addCookies([{ name: "parlour-locale", value: "de", url: parlourUrl("/") }]);
  await page.setViewportSize({ width: 390, height: 844 });
  await notify(page, { title: unique("Ein Ereignis") });
  for (const [place, words] of [
    ["", "Wege in die Chats"],
    ["/deliveries", "Einzelheiten"],
    ["/tokens", "So benutzt es eine Anwendung"],
    ["/people", "Vom Studio"],
    ["/rooms", "Für alle"],
  ] as const) {
    await open(page, `/admin/messenger${place}`);
    await expect(page.getByRole("main").getByText(words).first()).toBeVisible({ timeout: 30_000 });
    await expectFits(page, `admin/messenger${place} in German`);
    await page.screenshot({
      path: `screenshots/messenger-german${place.replace("/", "-")}.png`,
      fullPage: true,
    });
  }
  for (const email of ["staff@parlour.test", "theo@parlour.test"]) {
    const context = await browser.newContext({ locale: "en-GB" });
    const theirs = await context.newPage();
    await signIn(theirs, email);
    for (const place of ["", "/tokens", "/deliveries?status=failed"]) {
      await open(theirs, `/admin/messenger${place}`);
      await expect(theirs.getByText("looked after by admins")).toBeVisible();
    }
    await context.close();
  }
});

test("addresses that say nothing sensible are read as none", async ({ page }) => {
  for (const address of [
    "/deliveries?status=%3Cb%3E&cursor=zzz",
    "/people?q=%00%F0%9F%92%A9&cursor=%27",
    "/rooms?cursor=%3Cscript%3E",
    "/deliveries?status=failed&status=sent",
  ]) {
    const answer = await page.goto(parlourUrl(`/admin/messenger${address}`));
    expect(answer?.status(), address).toBe(200);
    await expect(page.getByRole("heading", { name: "Messenger", level: 1 }), address).toBeVisible();
  }
});
