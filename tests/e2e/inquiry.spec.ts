import { expect, test } from "@playwright/test";
import { listEvents } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { book, open, parlourUrl, signIn } from "./support/parlour.ts";

const eventsOf = async (name: string) =>
  (await listEvents("mara")).filter((event) => event.summary.includes(name));

/** What stands in Mara's calendar of somebody, once everything is written there. */
const expectSummaries = (name: string, summaries: unknown[]) =>
  expect
    .poll(async () => (await eventsOf(name)).map(({ summary }) => summary), { timeout: 60_000 })
    .toEqual(summaries);

test("an idea without JavaScript, times from the artist, one chosen", async ({ browser }) => {
  test.setTimeout(240_000);
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(parlourUrl("/book/mara/own-design"));
  await page.getByLabel("Your idea").fill("A kingfisher over water\nwith <b>bold</b> feathers");
  await page.getByLabel("Where on the body").fill("Inner forearm");
  await page.getByLabel("Name").fill("Frida Falk");
  // The browser lets this one pass; we do not.
  await page.getByLabel("E-mail").fill("frida@example");
  await page.getByRole("button", { name: "Send my idea" }).click();
  await expect(page).toHaveURL(/\/book\/mara\/own-design\?draft=/);
  await expect(page.getByLabel("Your idea")).toHaveValue(
    "A kingfisher over water\nwith <b>bold</b> feathers",
  );
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("E-mail").fill("frida@example.org");
  await page.getByRole("button", { name: "Send my idea" }).click();
  await page.waitForURL(/\/inquiry\/[\w-]+\?new=1/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Mara has your idea");
  const ownPage = page.url().replace("?new=1", "");

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "mara@parlour.test");
  await open(desk, "/inquiries");
  await lookAt(desk, "inquiries");
  await desk.getByRole("link", { name: "Frida Falk" }).click();
  await desk.waitForURL(/\/inquiries\/\w+/);
  await expect(desk.getByText("A kingfisher over water")).toBeVisible();
  await desk.getByRole("button", { name: "Offer times" }).click();
  const dialog = desk.getByRole("dialog");
  const free = dialog.getByRole("group", { name: /Free times/ }).getByRole("button");
  await free.first().click();
  await free.last().click();
  await dialog.getByLabel(/word to the customer/).fill("Which of these?");
  await lookAt(desk, "offer-times");
  await dialog.getByRole("button", { name: "Offer 2 times" }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText("Times offered").first()).toBeVisible();
  await expectSummaries("Frida Falk", [
    "HOLD: Frida Falk - A kingfisher over water",
    "HOLD: Frida Falk - A kingfisher over water",
  ]);
  const held = await eventsOf("Frida Falk");
  expect(held.every(({ ics }) => ics.includes("STATUS:TENTATIVE"))).toBe(true);
  await lookAt(desk, "inquiry-console");

  await page.goto(ownPage);
  await expect(page.getByText("Which of these?")).toBeVisible();
  // What looks at a page needs scripts.
  await desk.goto(ownPage);
  await lookAt(desk, "inquiry-offered");
  await page.getByRole("radio").last().check();
  await page.getByRole("button", { name: "Take this time" }).click();
  await page.waitForURL(/\/appointment\/[\w-]+/);
  await expect(page.getByText("Confirmed").first()).toBeVisible();
  await expectSummaries("Frida Falk", ["Frida Falk - A kingfisher over water"]);
  // Its own page leads on.
  await page.goto(ownPage);
  await page.getByRole("link", { name: "To your appointment" }).click();
  await expect(page).toHaveURL(/\/appointment\//);
  await plain.close();
  await desk.context().close();
});

test("other times in place of a request, taken back at once: the request stands again", async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const { id } = await book(request, "mara", "consultation", 44, "Otto Other");
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "mara@parlour.test");
  await open(desk, `/admin/appointments/${id}`);
  await desk.getByRole("button", { name: "Offer other times" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog
    .getByRole("group", { name: /Free times/ })
    .getByRole("button")
    .last()
    .click();
  await dialog.getByRole("button", { name: "Offer this time" }).click();
  await expect(dialog).toBeHidden();
  // It stays while somebody points at it.
  const undo = desk.getByRole("button", { name: "Undo" });
  await undo.hover();
  await expectSummaries("Otto Other", [expect.stringMatching(/^HOLD: Otto Other/)]);
  // Taken back in time: the request stands again.
  await undo.click();
  await expectSummaries("Otto Other", [expect.stringMatching(/^REQUEST: Otto Other/)]);
  await desk.context().close();
});
