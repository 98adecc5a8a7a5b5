import { expect, test } from "@playwright/test";
import { addFault, clearFaults, deleteEvent, listEvents, putEvent } from "./support/cloud.ts";
import { open, parlourUrl, signIn, slots } from "./support/parlour.ts";

const cloudUrl = () => process.env.PARLOUR_CLOUD_URL ?? "";

test.describe.configure({ timeout: 180_000 });
test.afterEach(async () => {
  await clearFaults(cloudUrl());
});

test("a second calendar that only blocks: its first read, its history, and the way back", async ({
  page,
  request,
}) => {
  const [slot] = await slots(request, "theo", "consultation", 30);
  if (!slot) throw new Error("no slot");
  await putEvent("parlour", {
    uid: "blocks-theo",
    startMs: Date.parse(slot.startTime),
    endMs: Date.parse(slot.endTime),
    summary: "Studio meeting",
  });
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/calendars");
  const theo = page.getByRole("region", { name: "Theo" });
  await expect(theo.getByText("Appointments go here")).toBeVisible();
  await theo.getByRole("button", { name: "Another calendar for Theo" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect a calendar for Theo" });
  // One calendar takes the appointments already: this one can only block.
  await dialog
    .getByRole("radio", { name: /the account’s own/i })
    .first()
    .check();
  await expect(
    dialog.getByLabel("What for").getByRole("option", { name: "Appointments go here" }),
  ).toBeDisabled();
  await expect(dialog.getByLabel("What for")).toHaveValue("block");

  // The cloud is slow, slower than the page here can be: the first read is followed as it happens.
  await addFault(cloudUrl(), {
    match: "calendars/parlour/personal/",
    method: "REPORT",
    delayMs: 12_000,
    times: 1,
  });
  await dialog.getByRole("button", { name: "Connect a calendar" }).click();
  await expect(page.getByText("Connected. Theo’s calendar is being read for the first time.")).toBeVisible();
  const entry = theo.getByRole("article").filter({ hasText: "calendars/parlour/personal/" });
  await expect(entry.getByText("First read", { exact: true })).toBeVisible();
  await expect(entry.getByRole("status").filter({ hasText: /Being read for the first time/ })).toBeVisible();
  // Nobody presses anything: the page follows by itself.
  await expect(entry.getByText("Works", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(entry.getByText(/Only shows busy times/)).toBeVisible();
  // From a day before: soon the first time lies a moment too early.
  const offered = async () => (await slots(request, "theo", "consultation", 29)).map((one) => one.startTime);
  expect(await offered()).not.toContain(slot.startTime);

  // What went away there is free here, and the history says what each run did.
  const [meeting] = (await listEvents("parlour")).filter((event) => event.summary === "Studio meeting");
  await deleteEvent("parlour", meeting?.href ?? "");
  await theo.getByRole("button", { name: "Sync now: Theo" }).click();
  // Nextcloud's own hint may have been faster than the button.
  await expect(page.getByText(/^Synced/)).toBeVisible({ timeout: 30_000 });
  await expect.poll(offered).toContain(slot.startTime);
  await entry.getByText(/^The last \d+ syncs/).click();
  const runs = entry.getByRole("region", { name: /^Recent syncs of/ }).getByRole("row");
  await expect(runs.filter({ hasText: "by hand" }).first()).toBeVisible();
  const removed = await Promise.all(
    (await runs.all()).slice(1).map((run) => run.getByRole("cell").nth(6).textContent()),
  );
  expect(removed).toContain("1");
  await expect(runs.last()).toContainText("first read");

  // Disconnected after saying what that means; connected again by undo.
  await entry.getByRole("button", { name: /^Disconnect/ }).click();
  const sure = page.getByRole("dialog", { name: /^Disconnect “/ });
  await expect(sure.getByText("Nothing in Nextcloud is deleted, and no appointment is lost.")).toBeVisible();
  await expect(sure.getByText(/New appointments of Theo are not written/)).toBeHidden();
  await sure.getByRole("button", { name: "Disconnect", exact: true }).click();
  await expect(entry).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(entry).toBeVisible();
  await expect(entry.getByText("Works", { exact: true })).toBeVisible({ timeout: 60_000 });
  const { calendars } = await (await page.request.get(parlourUrl("/api/admin/calendars"))).json();
  const second = calendars.find((one: { calendarUrl: string }) =>
    one.calendarUrl.includes("/parlour/personal/"),
  );
  expect((await page.request.delete(parlourUrl(`/api/admin/calendars?id=${second.id}`))).status()).toBe(204);
});

test("a failure is told in words, in the reader's language, with its cure", async ({ page, browser }) => {
  await signIn(page, "mara@parlour.test");
  await open(page, "/admin/calendars");
  await addFault(cloudUrl(), { match: "remote.php/dav", status: 503 });
  await page.getByRole("button", { name: "Sync now: Mara" }).click();
  await expect(page.getByText(/Mara’s calendar could not be read\. Nextcloud not available/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(/It is tried again\. If it stays, look at Nextcloud’s log\./)).toBeVisible();
  const german = await browser.newContext({
    locale: "de-AT",
    storageState: await page.context().storageState(),
  });
  const other = await german.newPage();
  await open(other, "/admin/calendars");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Kalender");
  await expect(other.getByText("Nextcloud nicht verfügbar").first()).toBeVisible();
  await german.close();
  await clearFaults(cloudUrl());
  await expect
    .poll(
      async () => {
        await page.request.post(parlourUrl("/api/caldav/sync"), { data: { artistId: "mara" } });
        const { calendars } = await (await page.request.get(parlourUrl("/api/admin/calendars"))).json();
        return calendars[0].failingSince;
      },
      { timeout: 60_000 },
    )
    .toBeNull();
});
