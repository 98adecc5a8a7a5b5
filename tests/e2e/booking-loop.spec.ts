import { expect, test } from "@playwright/test";
import { deleteEvent, listEvents, putEvent } from "./support/cloud.ts";
import { bookingPath, parlourUrl, signIn, slots, syncNow } from "./support/parlour.ts";

test("book, confirm, delete in the calendar, and the slot is free again", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const [slot] = await slots(request, "mara", "fine-line", 21);
  if (!slot) throw new Error("no slot");
  await page.goto(parlourUrl(bookingPath("mara", "fine-line", slot)));
  await expect(page.getByText("This time is free")).toBeVisible();
  await page.getByLabel("Name").fill("Nora Winter");
  await page.getByLabel("E-mail").fill("nora.winter@example.org");
  await page.getByLabel(/have in mind/).fill("A fern along the collarbone");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\/[\w-]+\?new=1/);
  const managePage = page.url();

  const events = async () =>
    (await listEvents("mara")).filter((event) => event.summary.includes("Nora Winter"));
  const summaries = async () => (await events()).map((event) => event.summary);
  await expect
    .poll(summaries, { timeout: 60_000 })
    .toEqual(["REQUEST: Nora Winter - A fern along the collarbone"]);
  const ics = (await events())[0]?.ics ?? "";
  expect(ics).toContain("nora.winter@example.org");
  expect(ics).toContain("/admin/appointments/");

  const studio = await browser.newContext();
  const desk = await studio.newPage();
  await signIn(desk, "mara@parlour.test");
  await desk.goto(parlourUrl("/admin/appointments?status=PENDING"));
  const row = desk.getByRole("listitem").or(desk.getByRole("row")).filter({ hasText: "Nora Winter" }).first();
  await row.getByRole("button", { name: /^Confirm/ }).click();
  await expect(desk.getByText("Confirmed: Nora Winter.")).toBeVisible();
  await expect.poll(summaries, { timeout: 60_000 }).toEqual(["Nora Winter - A fern along the collarbone"]);
  await page.goto(managePage);
  await expect(page.getByText(/confirmed/i).first()).toBeVisible();

  const [confirmed] = await events();
  await deleteEvent("mara", confirmed?.href ?? "");
  await syncNow(desk, "mara");
  await page.reload();
  await expect(page.getByText(/cancelled/i).first()).toBeVisible();
  // From a day before: by now the first time may lie a moment too early.
  const again = await slots(request, "mara", "fine-line", 20);
  expect(again.map((one) => one.startTime)).toContain(slot.startTime);
  await studio.close();
});

test("an event made in the calendar takes the slot from the form", async ({ page, request }) => {
  const [slot] = await slots(request, "theo", "lettering", 25);
  if (!slot) throw new Error("no slot");
  await signIn(page, "theo@parlour.test");
  await putEvent("theo", {
    uid: "friend-visits",
    startMs: Date.parse(slot.startTime),
    endMs: Date.parse(slot.endTime),
    summary: "A friend visits",
  });
  await syncNow(page, "theo");
  const left = await slots(request, "theo", "lettering", 25);
  expect(left.map((one) => one.startTime)).not.toContain(slot.startTime);
  await page.goto(parlourUrl(bookingPath("theo", "lettering", slot)));
  await expect(page.getByText("This time is free")).toBeHidden();
  const query = new URLSearchParams({
    artistId: "theo",
    serviceId: "lettering",
    startTime: slot.startTime,
    endTime: slot.endTime,
  });
  const answer = await (await request.get(parlourUrl(`/api/caldav/availability?${query}`))).json();
  expect(answer).toMatchObject({ available: false, reason: "busy", verified: true });
});

test("an event made in the calendar reaches those who look, without anybody asking for a sync", async ({
  request,
}) => {
  const [slot] = await slots(request, "theo", "lettering", 28);
  await putEvent("theo", {
    uid: "unasked",
    startMs: Date.parse(slot?.startTime ?? ""),
    endMs: Date.parse(slot?.endTime ?? ""),
    summary: "Unasked",
  });
  const starts = async () => (await slots(request, "theo", "lettering", 27)).map((one) => one.startTime);
  await expect.poll(starts, { timeout: 45_000, intervals: [1000] }).not.toContain(slot?.startTime);
});

test("a booking is refused when the calendar filled up a moment ago", async ({ page, request }) => {
  await signIn(page, "theo@parlour.test");
  const [slot] = await slots(request, "theo", "lettering", 32);
  if (!slot) throw new Error("no slot");
  // Whoever asks for times begins a reading; a booking that joined one from before the event would not know of it.
  await syncNow(page, "theo");
  await putEvent("theo", {
    uid: "last-minute",
    startMs: Date.parse(slot.startTime),
    endMs: Date.parse(slot.endTime),
    summary: "Last minute",
  });
  const response = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "theo",
      serviceId: "lettering",
      startTime: slot.startTime,
      clientName: "Late",
      clientEmail: "late@example.org",
    },
  });
  expect(response.status()).toBe(409);
  expect(response.headers()["content-type"]).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "slot_taken", detail: "Time slot not available" });
});
