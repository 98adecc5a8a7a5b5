import { expect, test } from "@playwright/test";
import { deleteEvent, listEvents, putEvent } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { open, parlourUrl, signIn, slots, syncNow } from "./support/parlour.ts";

test("a time that becomes free in the cloud is held for who waits, and claimed by the link", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(240_000);
  // A whole day of Theo's is taken by one event.
  const [first] = await slots(request, "theo", "lettering", 61);
  const day = first?.startTime.slice(0, 10) ?? "";
  const uid = "theo-is-away";
  await putEvent("theo", {
    uid,
    startMs: Date.parse(`${day}T05:00:00Z`),
    endMs: Date.parse(`${day}T22:00:00Z`),
    summary: "Away",
  });
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "theo@parlour.test");
  await syncNow(desk, "theo");

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const form = await plain.newPage();
  await form.goto(parlourUrl("/book/theo/lettering"));
  const fill = async () => {
    const sheet = form.getByRole("form", { name: "Tell me when something becomes free" });
    await sheet.getByLabel("From").fill(day);
    await sheet.getByLabel("Name").fill("Wanda Waits");
    return sheet;
  };
  await form.getByText("Nothing suits?").click();
  const sheet = await fill();
  // Until a day on which something is free: nobody need wait.
  await sheet.getByLabel("E-mail").fill("wanda@example.org");
  const later = new Date(Date.parse(day) + 7 * 86_400_000).toISOString().slice(0, 10);
  await sheet.getByLabel("Until").fill(later);
  await sheet.getByRole("button", { name: "Put me on the waitlist" }).click();
  await expect(form).toHaveURL(/\/waitlist\/join\?draft=/);
  await expect(form.getByText("You need not wait")).toBeVisible();
  // What looks at a page needs scripts.
  await page.goto(form.url());
  await lookAt(page, "waitlist-free");
  await expect(form.getByLabel("Name")).toHaveValue("Wanda Waits");
  await form.getByLabel("Until").fill(day);
  await form.getByRole("button", { name: "Put me on the waitlist" }).click();
  await form.waitForURL(/\/waitlist\/[\w-]+\?new=1/);
  const ownPage = form.url().replace("?new=1", "");
  await page.goto(form.url());
  await lookAt(page, "waitlist-waiting");
  await open(desk, "/inquiries?tab=waitlist");
  await expect(desk.getByText("Wanda Waits")).toBeVisible();
  await lookAt(desk, "waitlist-console");

  // On the phone the day is freed; the next sync brings it here.
  const away = (await listEvents("theo")).find(({ summary }) => summary === "Away");
  await deleteEvent("theo", away?.href ?? "");
  await syncNow(desk, "theo");
  await expect
    .poll(
      async () => {
        await page.goto(ownPage);
        return page.getByRole("button", { name: "Ask for this time" }).count();
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toBe(1);
  const written = async () =>
    (await listEvents("theo"))
      .map(({ summary }) => summary)
      .filter((summary) => summary.includes("Wanda Waits"));
  // At once where Nextcloud is quick, and else by the worker.
  await expect.poll(written, { timeout: 30_000 }).toEqual(["HOLD: Wanda Waits - Lettering"]);
  await lookAt(page, "waitlist-offered");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\/[\w-]+/);
  await expect.poll(written, { timeout: 30_000 }).toEqual(["REQUEST: Wanda Waits - Lettering"]);
  // The link is of no use a second time.
  await page.goto(ownPage);
  await expect(page.getByRole("button", { name: "Ask for this time" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "To your appointment" })).toBeVisible();
  await plain.close();
  await desk.context().close();
});
