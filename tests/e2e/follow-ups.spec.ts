import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { addRoundTheClock } from "./support/booking.ts";
import { addFault, clearFaults } from "./support/cloud.ts";
import { startStudio } from "./support/demo.ts";
import { signUpFirstAdmin } from "./support/first-admin.ts";
import { lookAt } from "./support/look-at.ts";
import { open, parlourUrl, signIn, slots } from "./support/parlour.ts";

const system = (id: string) => `${process.env.PARLOUR_CLOUD_URL ?? ""}/_systems/${id}`;
const THINGS = ["Todoist task", "FreeScout conversation", "Zulip message"] as const;

test.describe.configure({ timeout: 240_000 });
test.afterEach(async ({ page }) => {
  for (const id of ["todoist", "zulip", "freescout"]) await clearFaults(system(id));
  // What this test switched on follows no other test's appointments.
  const answer = await page.request.get(parlourUrl("/api/admin/follow-ups"));
  if (!answer.ok()) return;
  for (const { event, connector, template, target, active } of (await answer.json()).followUps)
    if (active)
      await page.request.put(parlourUrl("/api/admin/follow-ups"), {
        data: { event, connector, template, target, active: false },
      });
});

const cell = (page: Page, event: string, thing: string) =>
  page.getByRole("checkbox", { name: `${event}: ${thing}` });

/** Everything a system holds that names somebody, asked as other programs do, page by page. */
async function held(page: Page, list: string, noun: string, who: string): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const read: { items: unknown[]; next: string | null } = await pageOf(page, list, noun, cursor);
    items.push(...read.items);
    cursor = read.next;
  }
  return items.filter((item) => JSON.stringify(item).includes(who));
}

async function pageOf(page: Page, list: string, noun: string, cursor: string) {
  const query = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
  const answer = await page.request.get(parlourUrl(`/api/integrations/${list}${query}`));
  expect(answer.status(), list).toBe(200);
  const body = await answer.json();
  return { items: body[noun], next: body.nextCursor };
}

async function bookAndConfirm(page: Page, who: string): Promise<string> {
  const artist = await addRoundTheClock(page, `Follow ${who}`, {
    name: `Heron for ${who}`,
    durationMinutes: 60,
  });
  const [slot] = await slots(page.request, artist.id, artist.serviceId, 5);
  const booked = await page.request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: artist.id,
      serviceId: artist.serviceId,
      startTime: slot?.startTime,
      clientName: who,
      clientEmail: "wanda@example.org",
      description: "A heron, @**all** {link}",
    },
  });
  expect(booked.status()).toBe(201);
  const { appointment } = await booked.json();
  const confirmed = await page.request.patch(parlourUrl(`/api/appointments/${appointment.id}`), {
    data: { status: "CONFIRMED" },
  });
  expect(confirmed.ok()).toBe(true);
  return appointment.id;
}

test("what an admin ticks follows a confirmation once, in all three systems", async ({ page }) => {
  const who = `Wanda Reiher ${Date.now() % 100_000}`;
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/integrations/follow-ups");
  await expect(page.getByRole("heading", { level: 1, name: "Follow-ups" })).toBeVisible();
  await lookAt(page, "follow-ups-empty");

  // Todoist knows where to go; the others ask first.
  const todoist = cell(page, "Confirmed", "Todoist task");
  await todoist.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Confirmed: Todoist task is on.")).toBeVisible();
  // It stays while somebody points at it.
  await page.getByRole("button", { name: "Undo" }).hover();
  await expect(todoist).toBeChecked();
  await expect(todoist).toBeFocused();
  // What another admin has saved since is not written over by an undo.
  const own = (await (await page.request.get(parlourUrl("/api/admin/follow-ups"))).json()).followUps.find(
    (one: { event: string; connector: string }) => one.event === "confirmed" && one.connector === "todoist",
  );
  const other = { event: "confirmed", connector: "todoist", active: true, template: "Others: {customer}" };
  expect((await page.request.put(parlourUrl("/api/admin/follow-ups"), { data: other })).status()).toBe(200);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Somebody has changed this" })).toBeVisible();
  await expect(todoist).toBeChecked();
  await page.request.put(parlourUrl("/api/admin/follow-ups"), { data: { ...other, template: own.template } });

  await cell(page, "Confirmed", "FreeScout conversation").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("checkbox", { name: "Send it" })).toBeChecked();
  await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await expect(dialog.getByText("Choose a mailbox first", { exact: false })).toBeVisible();
  await dialog.getByLabel("Mailbox").selectOption({ index: 1 });
  // Escape throws nothing away; Cancel does.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("There are changes that are not saved.")).toBeVisible();
  await page.getByRole("button", { name: "Edit: Confirmed, FreeScout conversation" }).click();
  await expect(dialog.getByLabel("Mailbox")).not.toHaveValue("");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(cell(page, "Confirmed", "FreeScout conversation")).toBeChecked();

  await cell(page, "Confirmed", "Zulip message").click();
  await dialog.getByLabel("Channel").selectOption({ label: "bookings" });
  await dialog.getByLabel("Topic").fill("Herons");
  const words = dialog.getByRole("textbox", { name: "Words" });
  await words.fill("Tell {custmer}\n{status");
  await expect(dialog.getByText("Line 1, character 6: there is no placeholder “custmer”.")).toBeVisible();
  await expect(dialog.getByText("Line 2, character 1: this brace is never closed.")).toBeVisible();
  await expect(dialog.getByText("The preview comes once the words are in order.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await lookAt(page, "follow-ups-refused");
  await words.fill("**Tell** ");
  await dialog.getByRole("button", { name: "Insert customer: the customer’s name" }).click();
  await expect(words).toHaveValue("**Tell** {customer}");
  await expect(words).toBeFocused();
  await words.pressSequentially("\n");
  await dialog.getByRole("button", { name: /^Insert description/ }).click();
  await expect(dialog.getByText("**Tell** Nora Example")).toBeVisible();
  await expect(dialog.getByText("A heron over the left wrist", { exact: false })).toBeVisible();
  await lookAt(page, "follow-ups-editor");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();

  const id = await bookAndConfirm(page, who);
  const log = page.getByRole("list", { name: "What followed" });
  const rows = log.getByRole("listitem").filter({ hasText: who });
  await expect(rows).toHaveCount(3, { timeout: 60_000 });
  // After the fifteen seconds in which it can be taken back.
  await expect(rows.filter({ hasText: "Done" })).toHaveCount(3, { timeout: 90_000 });
  const links = rows.getByRole("link", { name: /^Open in (Todoist|FreeScout|Zulip): / });
  await expect(links).toHaveCount(3);
  for (const link of await links.all()) await expect(link).toHaveAttribute("href", /^https?:\/\//);

  expect(await held(page, "todoist/tasks?limit=100", "tasks", who)).toHaveLength(1);
  expect(await held(page, "freescout/conversations?limit=100", "conversations", who)).toHaveLength(1);
  const said = await held(page, "zulip/messages?limit=100&channel=bookings&topic=Herons", "messages", who);
  expect(said).toHaveLength(1);
  expect(JSON.stringify(said)).not.toContain("@**all**");
  expect(JSON.stringify(said)).toContain("{link}");
  await lookAt(page, "follow-ups");

  await open(page, `/admin/appointments/${id}`);
  const followed = page.getByRole("region", { name: "What followed" });
  await expect(followed.getByRole("link", { name: "Confirmed: Zulip message" })).toHaveAttribute(
    "href",
    /#narrow\//,
  );
  await expect(followed.getByRole("link")).toHaveCount(3);
  await lookAt(page, "follow-ups-appointment");
});

test("a system that does not answer is told in place, and what waits can be given up", async ({ page }) => {
  const who = `Wendelin Kranich ${Date.now() % 100_000}`;
  await signIn(page, "admin@parlour.test");
  const put = await page.request.put(parlourUrl("/api/admin/follow-ups"), {
    data: {
      event: "requested",
      connector: "zulip",
      active: true,
      template: "Asked: {customer}",
      target: { channel: "987654321", topic: "x" },
    },
  });
  expect(put.status()).toBe(200);
  await bookAndConfirm(page, who);
  await open(page, "/admin/integrations/follow-ups");
  const row = page
    .getByRole("list", { name: "What followed" })
    .getByRole("listitem")
    .filter({ hasText: who });
  await expect(row).toContainText("Where it should go is not there. Choose another place.", {
    timeout: 60_000,
  });
  await expect(row).toContainText("Waiting");

  await addFault(system("zulip"), { status: 502, body: "<html>Bad gateway</html>" });
  await row.getByRole("link", { name: `Go to the editor: Requested: Zulip message, ${who}` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Zulip does not answer just now.", { exact: false })).toBeVisible({
    timeout: 60_000,
  });
  await expect(dialog.getByLabel("Channel")).toBeDisabled();
  await lookAt(page, "follow-ups-error");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();

  await row.getByRole("button", { name: "Give up: Requested: Zulip message" }).click();
  await dialog.getByRole("button", { name: "Give up" }).click();
  await expect(row).toContainText("Given up");
  await expect(row.getByRole("button")).toHaveCount(0);
  await expect(row).not.toContainText("Choose another place.");

  await page.context().addCookies([{ name: "parlour-locale", value: "de", url: parlourUrl("/") }]);
  await open(page, "/admin/integrations/follow-ups");
  await expect(page.getByRole("heading", { level: 1, name: "Folgeaktionen" })).toBeVisible();
  await lookAt(page, "follow-ups-german");
});

test("only admins see what follows", async ({ page }) => {
  await signIn(page, "mara@parlour.test");
  await open(page, "/admin/integrations/follow-ups");
  await expect(page.getByText("Follow-ups are set up by admins.")).toBeVisible();
  expect((await page.request.get(parlourUrl("/api/admin/follow-ups"))).status()).toBe(403);
});

test("systems that are not set up say so, and lead to what is missing", async ({ page }) => {
  const data = mkdtempSync(path.join(tmpdir(), "parlour-follow-ups-"));
  const studio = await startStudio(data);
  try {
    await signUpFirstAdmin(page, studio);
    await page.goto(`${studio.url}/admin/integrations/follow-ups`, { waitUntil: "networkidle" });
    for (const thing of THINGS) await expect(cell(page, "Requested", thing)).toBeDisabled();
    await expect(page.getByRole("link", { name: "See what is missing for Todoist" })).toHaveCount(3);
    await lookAt(page, "follow-ups-not-configured");
  } finally {
    await studio.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
