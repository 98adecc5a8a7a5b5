import { expect, test } from "@playwright/test";
import { answerTo, fillDetails } from "./support/booking.ts";
import { chooseDay, turnMonth } from "./support/choose-day.ts";
import { bookingPath, parlourUrl, slots } from "./support/parlour.ts";

test("with whoever is free first: the page says who it may be, the answer who it is", async ({ page }) => {
  await page.goto(parlourUrl("/book"), { waitUntil: "networkidle" });
  const anyone = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Whoever is free first" }) });
  await expect(anyone.getByText(/^with Mara, Theo,( or)? June/)).toBeVisible();
  await anyone.getByRole("link", { name: /Consultation/ }).click();
  await page.waitForURL(/\/book\/any\/consultation/);
  const sentence = page.getByTestId("booking-sentence");
  await expect(sentence).toHaveText("Consultation with whoever is free first");
  await chooseDay(page, await turnMonth(page), 0);
  await page
    .getByRole("link", { name: /^\d\d:\d\d$/ })
    .first()
    .click();
  await expect(sentence).toContainText(/^Consultation with (Mara|Theo|June)/);
  const named = ((await sentence.textContent()) ?? "").split(",")[0] ?? "";
  await fillDetails(page, "Any Body", "any.body@example.org");
  const answered = await answerTo(page, "/api/appointments");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  const { artistId } = Object(await answered()).appointment;
  expect(["mara", "theo", "june"]).toContain(artistId);
  expect(named.toLowerCase()).toContain(artistId);
  await page.waitForURL(/\/appointment\//);
});

test("months the page came with are turned without asking, a month beyond is fetched before it is turned to", async ({
  page,
}) => {
  // News of her time would be asked about; here nothing happens to it.
  await page.route("**/api/availability/events?**", (route) => route.fulfill({ status: 204 }));
  await page.goto(parlourUrl("/book/mara/consultation"), { waitUntil: "networkidle" });
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.startsWith("/api/availability/slots")) asked.push(searchParams.get("from") ?? "");
    // The page itself is not asked for again either.
    if (pathname.startsWith("/book/") && !request.headers()["next-router-prefetch"]) asked.push(pathname);
  });
  const daysOf = (month: string) => page.locator(`[data-day^="${month}-"]`);
  const first = await turnMonth(page);
  const second = await turnMonth(page);
  await page.getByRole("link", { name: /Previous month/ }).click();
  await expect(daysOf(first).first()).toBeVisible();
  await page.goBack();
  await expect(daysOf(second).first()).toBeVisible();
  // In the first days of a month the one after these lies beyond, and is fetched already.
  expect(asked.filter((one) => one < `${second}-15`)).toEqual([]);
});

test("sittings, a deposit and an idea are told where they are chosen", async ({ page }) => {
  await page.goto(parlourUrl("/book/theo/sleeve"));
  await expect(page.getByText("This takes 4 sittings; you choose the first now.")).toBeVisible();
  await page.goto(parlourUrl("/book/mara/large-piece"));
  await expect(page.getByText("A deposit of €50 holds it for you")).toBeVisible();
  await page.goto(parlourUrl("/book/mara/own-design"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your own design with Mara");
  await expect(page.getByRole("button", { name: /idea/i })).toBeVisible();
  await expect(page.getByRole("link", { name: /Next month/ })).toHaveCount(0);
});

test("a length that is chosen decides the times, and stays when the page is loaded anew", async ({
  page,
}) => {
  await page.goto(parlourUrl("/book/mara/fine-line"), { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "1 hour 30 minutes" }).click();
  await expect(page).toHaveURL(/length=90/);
  const month = await turnMonth(page);
  await expect(page).toHaveURL(/month=/);
  await expect(page).toHaveURL(/length=90/);
  await chooseDay(page, month, 1);
  await page
    .getByRole("link", { name: /^\d\d:\d\d$/ })
    .first()
    .click();
  await page.reload();
  await expect(page.getByRole("link", { name: "1 hour 30 minutes" })).toHaveAttribute("aria-current", "true");
  const [from = "", to = ""] =
    /(\d\d:\d\d)–(\d\d:\d\d)/
      .exec((await page.getByTestId("booking-sentence").textContent()) ?? "")
      ?.slice(1) ?? [];
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  expect(minutes(to) - minutes(from)).toBe(90);
});

test("two tabs and a step back lead to the request that is there, not to a second one", async ({
  page,
  context,
  request,
}) => {
  const [slot] = await slots(request, "june", "consultation", 31);
  if (!slot) throw new Error("no slot");
  const path = parlourUrl(bookingPath("june", "consultation", slot));
  const second = await context.newPage();
  for (const tab of [page, second]) {
    await tab.goto(path, { waitUntil: "networkidle" });
    await fillDetails(tab, "Two Tabs", "two.tabs@example.org");
  }
  await page.bringToFront();
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\//);
  const mine = new URL(page.url()).pathname;

  await second.bringToFront();
  await second.getByRole("button", { name: "Ask for this time" }).click();
  await expect(second.getByText("You have already asked for this time")).toBeVisible();
  await second.getByRole("link", { name: "See your request" }).click();
  await second.waitForURL((url) => url.pathname === mine);

  await page.goto(path);
  await expect(page.getByRole("link", { name: "See your request" })).toHaveAttribute("href", mine);
});

test("what a robot fills in is refused, and people do not come across it", async ({ page, request }) => {
  const [slot] = await slots(request, "june", "consultation", 33);
  if (!slot) throw new Error("no slot");
  await page.goto(parlourUrl(bookingPath("june", "consultation", slot)));
  const trap = page.locator('form[action="/api/appointments"] input[name="website"]');
  await expect(trap).toHaveAttribute("tabindex", "-1");
  const box = await trap.boundingBox();
  expect((box?.x ?? -1) < 0).toBe(true);
  const response = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "june",
      serviceId: "consultation",
      startTime: slot.startTime,
      clientName: "Robot",
      clientEmail: "robot@example.org",
      website: "https://spam.example",
    },
  });
  expect(response.status()).toBe(403);
  expect(await response.json()).toMatchObject({ code: "booking_refused" });
});
