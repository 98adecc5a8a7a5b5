import { expect, test } from "@playwright/test";
import { listEvents } from "./support/cloud.ts";
import { open, parlourUrl, save, signIn, slots } from "./support/parlour.ts";

/** An event is written at once where Nextcloud is quick, and else by the worker. */
const WRITTEN = { timeout: 30_000 };

test("an admin adds a service and an artist with hours, and customers can book them", async ({
  page,
  request,
}) => {
  await signIn(page, "admin@parlour.test");
  await page.goto(parlourUrl("/admin/artists"), { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "New artist" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Noa");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/admin\/artists\/[a-z0-9]+$/);
  const artistId = page.url().split("/").at(-1) ?? "";
  await open(page, `/admin/artists/${artistId}`);
  const hours = page.getByRole("region", { name: "Working hours" });
  await hours.getByRole("button", { name: "Add hours on Monday" }).click();
  await save(page, hours.getByRole("button", { name: "Save: Working hours" }));
  const service = await page.request.post(parlourUrl("/api/admin/services"), {
    data: { name: "Touch-up", durationMinutes: 45, artistIds: [artistId] },
  });
  expect(service.status()).toBe(201);
  const { service: made } = await service.json();
  const offered = await slots(request, artistId, made.id, 3);
  expect(offered.length).toBeGreaterThan(0);
  await page.goto(parlourUrl("/book"));
  await expect(page.getByRole("heading", { name: "Noa" })).toBeVisible();

  // Time off takes the slots away and gives them back.
  const [slot] = offered;
  const off = await page.request.post(parlourUrl(`/api/admin/artists/${artistId}/time-off`), {
    data: { startTime: slot?.startTime, endTime: slot?.endTime, note: "Dentist" },
  });
  expect(off.status()).toBe(201);
  expect((await slots(request, artistId, made.id, 3)).map((one) => one.startTime)).not.toContain(
    slot?.startTime,
  );
  await page.request.patch(parlourUrl(`/api/admin/artists/${artistId}`), { data: { active: false } });
});

test("an artist changes their own profile and nobody else's", async ({ page }) => {
  await signIn(page, "june@parlour.test");
  await page.goto(parlourUrl("/admin/artists/june"), { waitUntil: "networkidle" });
  await expect(page.getByRole("region", { name: "Working hours" })).toBeVisible();
  const own = await page.request.patch(parlourUrl("/api/admin/artists/june"), {
    data: { bio: "Watercolour, slowly." },
  });
  expect(own.status()).toBe(200);
  const other = await page.request.patch(parlourUrl("/api/admin/artists/mara"), {
    data: { bio: "Not mine" },
  });
  expect(other.status()).toBe(403);
  for (const path of ["/api/admin/users", "/api/admin/services"]) {
    expect((await page.request.post(parlourUrl(path), { data: {} })).status(), path).toBeGreaterThanOrEqual(
      400,
    );
  }
  expect(
    (await page.request.patch(parlourUrl("/api/admin/settings"), { data: { name: "Mine" } })).status(),
  ).toBe(403);
});

test("invite by link, sign in, and be shut out at once", async ({ page, browser }) => {
  await signIn(page, "admin@parlour.test");
  await page.goto(parlourUrl("/admin/users"), { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Vera Visitor");
  await dialog.getByLabel("E-mail").fill("vera@parlour.test");
  await dialog.getByRole("button", { name: "Create the link" }).click();
  const link = await dialog.getByLabel("Their link").inputValue();
  expect(link).toContain("/invite/");

  const guest = await browser.newContext();
  const visitor = await guest.newPage();
  await visitor.goto(link, { waitUntil: "networkidle" });
  await visitor.getByLabel("Password", { exact: true }).fill("a long enough password");
  await visitor.getByRole("button", { name: "Save and sign in" }).click();
  await visitor.waitForURL((url) => url.pathname === "/dashboard");
  await page.goto(parlourUrl("/admin/users"), { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Shut out Vera Visitor" }).click();
  await expect
    .poll(async () => (await visitor.request.get(parlourUrl("/api/appointments"))).status())
    .toBe(401);
  await guest.close();
});

test("an API token works until it is ended", async ({ page, playwright }) => {
  await signIn(page, "admin@parlour.test");
  const made = await page.request.post(parlourUrl("/api/admin/tokens"), { data: { name: "Till" } });
  expect(made.status()).toBe(201);
  const { token, secret } = await made.json();
  const till = await playwright.request.newContext({
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  expect((await till.get(parlourUrl("/api/appointments"))).status()).toBe(200);
  expect((await page.request.delete(parlourUrl(`/api/admin/tokens?id=${token.id}`))).status()).toBe(204);
  expect((await till.get(parlourUrl("/api/appointments"))).status()).toBe(401);
  await till.dispose();
});

test("settings change what customers see", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  const changed = await page.request.patch(parlourUrl("/api/admin/settings"), {
    data: { name: "Salon Nord", accent: "#1d6f5f", imprint: "Salon Nord\n\nVienna" },
  });
  expect(changed.status()).toBe(200);
  await page.goto(parlourUrl("/"));
  await expect(page.getByRole("heading", { name: "Salon Nord" })).toBeVisible();
  await page.getByRole("link", { name: "Imprint" }).click();
  await expect(page.getByRole("main").getByText("Vienna")).toBeVisible();
  await page.request.patch(parlourUrl("/api/admin/settings"), {
    data: { name: "Parlour Studio", accent: null, imprint: "" },
  });
});

test("search, decline, and take it back: the event is there again", async ({ page, request }) => {
  test.setTimeout(120_000);
  const [slot] = await slots(request, "theo", "consultation", 44);
  const booked = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "theo",
      serviceId: "consultation",
      startTime: slot?.startTime,
      clientName: "Uma Undone",
      clientEmail: "uma@example.org",
    },
  });
  expect(booked.status()).toBe(201);
  await signIn(page, "theo@parlour.test");
  await page.goto(parlourUrl("/admin/appointments?q=undone"), { waitUntil: "networkidle" });
  const inCalendar = async () =>
    (await listEvents("theo")).filter((event) => event.summary.includes("Uma Undone")).length;
  await expect.poll(inCalendar, WRITTEN).toBe(1);
  await page.getByRole("button", { name: "Decline Uma Undone" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Decline", exact: true }).click();
  // The way back stays for as long as the pointer rests on it.
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.hover();
  await expect.poll(inCalendar, WRITTEN).toBe(0);
  await undo.click();
  await expect(page.getByText("Taken back: Uma Undone.")).toBeVisible();
  await expect.poll(inCalendar, WRITTEN).toBe(1);
});

test("the command palette goes everywhere by keyboard", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await open(page, "/dashboard");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("services");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/services/);
});
