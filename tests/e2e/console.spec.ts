import { expect, test } from "@playwright/test";
import { listEvents } from "./support/cloud.ts";
import { book, parlourUrl, signIn } from "./support/parlour.ts";

test.describe.configure({ timeout: 120_000 });

test("a wrong password is said plainly", async ({ page }) => {
  await page.goto(parlourUrl("/sign-in"));
  await page.getByLabel("E-mail").fill("admin@parlour.test");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("whoever signs out in one tab is signed out in all of them", async ({ page }) => {
  await signIn(page, "staff@parlour.test");
  const other = await page.context().newPage();
  await other.goto(parlourUrl("/customers"), { waitUntil: "networkidle" });
  await page.bringToFront();
  await page.getByRole("button", { name: "Sign out" }).click();
  for (const tab of [page, other]) await expect(tab).toHaveURL(/\/sign-in/, { timeout: 30_000 });
  await other.goto(parlourUrl("/customers"));
  await expect(other).toHaveURL(/\/sign-in/);
});

test("decline with a word: the event goes", async ({ page, request }) => {
  await book(request, "theo", "consultation", 12, "Dana Declined");
  await signIn(page, "theo@parlour.test");
  await page.goto(parlourUrl("/admin/appointments?status=pending"));
  await page.getByRole("button", { name: "Decline Dana Declined" }).click();
  await page.getByLabel("A word to the customer").fill("I am away that week.");
  await page.getByRole("dialog").getByRole("button", { name: "Decline", exact: true }).click();
  await expect(page.getByText("Declined: Dana Declined.")).toBeVisible();
  await expect
    .poll(async () => (await listEvents("theo")).filter((event) => event.summary.includes("Dana")), {
      timeout: 60_000,
    })
    .toEqual([]);
});

test("move from the console: the event moves", async ({ page, request }) => {
  const { id, later } = await book(request, "mara", "consultation", 14, "Mia Moved");
  await signIn(page, "admin@parlour.test");
  const response = await page.request.patch(parlourUrl(`/api/appointments/${id}`), {
    data: { startTime: later?.startTime },
  });
  expect(response.status()).toBe(200);
  const ics = async () =>
    (await listEvents("mara")).find((one) => one.summary.includes("Mia Moved"))?.ics ?? "";
  await expect
    .poll(ics, { timeout: 60_000 })
    .toContain(`DTSTART:${later?.startTime.replace(/[-:]|\.\d+/g, "")}`);
  await page.goto(parlourUrl(`/admin/appointments/${id}`));
  await expect(page.getByText("Mia Moved").first()).toBeVisible();
});

test("connect, test, sync and disconnect a calendar", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await page.goto(parlourUrl("/admin/calendars"));
  const mara = page.getByRole("region", { name: "Mara" });
  await mara.getByRole("button", { name: /^Test connection/ }).click();
  await expect(mara.getByText("The connection works")).toBeVisible({ timeout: 30_000 });
  await mara.getByRole("button", { name: /^Sync now/ }).click();
  await expect(page.getByText(/^Synced/)).toBeVisible({ timeout: 30_000 });
  await mara.getByText(/The last \d+ syncs/).click();
  await expect(mara.getByRole("table")).toBeVisible();

  // June's calendar is not shared with the service account: the exact problem, and whom to ask.
  await page.getByRole("button", { name: "Connect a calendar for June" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Another address" }).check();
  await dialog.getByLabel("Address of the calendar").fill("/remote.php/dav/calendars/june/personal/");
  await dialog.getByRole("button", { name: /Test connection/ }).click();
  await expect(dialog.getByText(/not shared/i).first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  // The service account's own calendar, given to June and taken away again.
  const created = await page.request.post(parlourUrl("/api/admin/calendars"), {
    data: {
      artistId: "june",
      calendarUrl: "/remote.php/dav/calendars/parlour/personal/",
      calendarId: "personal",
    },
  });
  expect(created.status()).toBe(201);
  await page.reload();
  const june = page.getByRole("region", { name: "June" });
  await expect(june.getByRole("button", { name: /^Test connection/ })).toBeVisible();
  const { calendar } = await created.json();
  expect((await page.request.delete(parlourUrl(`/api/admin/calendars?id=${calendar.id}`))).status()).toBe(
    204,
  );
  expect((await page.request.delete(parlourUrl(`/api/admin/calendars?id=${calendar.id}`))).status()).toBe(
    404,
  );
});

test("an artist sees and changes only what is theirs", async ({ page, request }) => {
  const { id } = await book(request, "mara", "consultation", 16, "Only Maras");
  await signIn(page, "theo@parlour.test");
  expect((await page.request.get(parlourUrl(`/api/appointments/${id}`))).status()).toBe(403);
  expect(
    (
      await page.request.patch(parlourUrl(`/api/appointments/${id}`), { data: { status: "CONFIRMED" } })
    ).status(),
  ).toBe(403);
  expect(
    (await page.request.post(parlourUrl("/api/caldav/sync"), { data: { artistId: "mara" } })).status(),
  ).toBe(403);
  const { appointments } = await (await page.request.get(parlourUrl("/api/appointments"))).json();
  expect(new Set(appointments.map((one: { artistId: string }) => one.artistId))).toEqual(new Set(["theo"]));
  await page.goto(parlourUrl("/admin/calendars"));
  await expect(page.getByRole("region", { name: "Mara" })).toBeHidden();
});

test("a change that another site sends with somebody's cookie is refused", async ({ page, request }) => {
  const { id } = await book(request, "mara", "consultation", 18, "Cross Site");
  await signIn(page, "admin@parlour.test");
  const forged = await page.request.patch(parlourUrl(`/api/appointments/${id}`), {
    data: { status: "CONFIRMED" },
    headers: { Origin: "https://evil.example" },
  });
  expect(forged.status()).toBe(403);
});
