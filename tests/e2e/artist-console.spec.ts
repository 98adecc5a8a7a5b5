import { expect, test } from "@playwright/test";
import { pngPicture } from "#tests/support/test-pictures.ts";
import { addArtist, book, changeArtist, open, parlourUrl, save, signIn, slots } from "./support/parlour.ts";

const viennaClock = (instant: string) =>
  new Date(instant).toLocaleTimeString("de", {
    timeZone: "Europe/Vienna",
    hour: "2-digit",
    minute: "2-digit",
  });

test("an artist's page: profile, picture, hours with a break, time off", async ({
  page,
  request,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "admin@parlour.test");
  const artistId = await addArtist(page, "Ines Ink");
  await changeArtist(page, artistId, { hours: [] });
  await open(page, `/admin/artists/${artistId}`);

  const profile = page.getByRole("region", { name: "Profile" });
  await profile.getByLabel("Address of the page").fill("Not An Address");
  await profile.getByRole("button", { name: "Save: Profile" }).click();
  await expect(profile.getByText("Only small letters, digits and hyphens.").first()).toBeVisible();
  await profile.getByRole("button", { name: "Discard the changes: Profile" }).click();
  await profile.getByLabel("About").fill("Botanical work.\nBy hand.");
  await profile.getByRole("button", { name: "Save: Profile" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  // Looked at before it is saved; what is no picture is refused in words.
  const picture = page.getByRole("region", { name: "Picture" });
  const file = picture.getByLabel("File: Picture");
  await file.setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") });
  await expect(picture.getByRole("alert")).toContainText("PNG, JPEG or WebP");
  const png = Buffer.from(await pngPicture({ width: 900, height: 600 }));
  await file.setInputFiles({ name: "ines.png", mimeType: "image/png", buffer: png });
  await expect(picture.getByRole("img", { name: "Preview: Picture" })).toBeVisible();
  await picture.getByRole("button", { name: "Use this picture: Picture" }).click();
  await expect(page.getByText("The picture is saved.")).toBeVisible();
  const kept = picture.getByRole("img", { name: "Now: Picture" });
  await expect(kept).toHaveAttribute("src", /\/api\/pictures\//);
  await picture.getByRole("button", { name: "Remove: Picture" }).click();
  await expect(page.getByText("The picture is removed.")).toBeVisible();
  // Another form is saved below: its answer is not to be taken for this one's.
  const putBack = page.waitForResponse((response) => response.url().endsWith("/picture"));
  await page.getByRole("button", { name: "Undo" }).last().click();
  expect((await putBack).ok()).toBe(true);
  await expect(kept).toBeVisible();

  // Monday with a break, copied to Tuesday and Wednesday.
  const hours = page.getByRole("region", { name: "Working hours" });
  await hours.getByRole("button", { name: "Add hours on Monday" }).click();
  await hours.getByLabel("Monday, stretch 1, until").fill("12:00");
  await hours.getByRole("button", { name: "Add a stretch after a break on Monday" }).click();
  await hours.getByLabel("Monday, stretch 2, from").fill("11:00");
  await expect(hours.getByText("It overlaps with another stretch of this day.")).toBeVisible();
  await expect(hours.getByRole("button", { name: "Save: Working hours" })).toBeDisabled();
  await hours.getByLabel("Monday, stretch 2, from").fill("13:00");
  await hours.getByLabel("Monday, stretch 2, until").fill("16:00");
  await hours.getByRole("button", { name: "Copy Monday to other days" }).click();
  const copy = page.getByRole("dialog", { name: "Copy Monday" });
  await copy.getByLabel("Thursday").uncheck();
  await copy.getByLabel("Friday").uncheck();
  await copy.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(hours.getByText("18 hours a week, on Vienna time.")).toBeVisible();
  await save(page, hours.getByRole("button", { name: "Save: Working hours" }));

  const offered = await slots(request, artistId, "consultation", 4);
  const clocks = new Set(offered.map(({ startTime }) => viennaClock(startTime)));
  expect([...clocks].sort()).toEqual([
    "09:00",
    "09:30",
    "10:00",
    "10:30",
    "11:00",
    "11:30",
    "13:00",
    "13:30",
    "14:00",
    "14:30",
    "15:00",
    "15:30",
  ]);
  expect(new Set(offered.map(({ startTime }) => new Date(startTime).getUTCDay()))).toEqual(
    new Set([1, 2, 3]),
  );

  // Time off warns of what lies inside, takes the day's slots, and can be taken back.
  const { slot } = await book(request, artistId, "consultation", 4, "Inside Timeoff");
  const day = slot.startTime.slice(0, 10);
  const timeOff = page.getByRole("region", { name: "Time off" });
  await timeOff.getByLabel("From").fill(day);
  await timeOff.getByLabel("Until").fill(day);
  await timeOff.getByLabel("Note").fill("Tattoo fair");
  await timeOff.getByRole("button", { name: "Add time off" }).click();
  await expect(timeOff.getByText("One appointment lies inside")).toBeVisible();
  const entry = timeOff.getByRole("listitem").filter({ hasText: "Tattoo fair" });
  await expect(entry).toBeVisible();
  const ofDay = async () =>
    (await slots(request, artistId, "consultation", 3)).filter((one) => one.startTime.startsWith(day)).length;
  expect(await ofDay()).toBe(0);
  await entry.getByRole("button", { name: /^Remove: / }).click();
  await expect(entry).toBeHidden();
  await expect.poll(ofDay).toBe(11);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(entry).toBeVisible();

  // What customers see of it.
  const guest = await browser.newPage();
  await open(guest, `/book/ines-ink`);
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Ines Ink");
  await expect(guest.getByText("Botanical work.")).toBeVisible();
  const portrait = guest.locator("main img");
  await expect
    .poll(() => portrait.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
    .toEqual([640, 640]);
  await guest.screenshot({ path: "screenshots/book-artist-with-picture.png", fullPage: true });

  // Off the public page, and back by undo.
  await page.getByRole("button", { name: "Take off the public page: Ines Ink" }).click();
  await expect(page.getByText("Ines Ink cannot be booked any more.")).toBeVisible();
  expect((await guest.goto(parlourUrl("/book/ines-ink")))?.status()).toBe(404);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Ines Ink can be booked again.")).toBeVisible();
  expect((await guest.goto(parlourUrl("/book/ines-ink")))?.status()).toBe(200);
  await guest.close();
  await changeArtist(page, artistId, { active: false });
});

test("as an artist: one's own places, calendar and requests, and nobody else's", async ({
  page,
  request,
}) => {
  await book(request, "june", "consultation", 20, "Jo Mine");
  const { id: foreign } = await book(request, "theo", "consultation", 20, "Tom Theirs");
  await signIn(page, "june@parlour.test");
  const places = page.getByRole("navigation", { name: "Console" }).first().getByRole("link");
  await expect(places).toHaveText([
    "Dashboard",
    "Appointments",
    "Schedule",
    "Inquiries",
    "Customers",
    "Messages",
    "My profile",
    "Calendars",
    "Sync",
  ]);
  await open(page, "/admin/appointments");
  await expect(page.getByRole("link", { name: "Jo Mine" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Tom Theirs" })).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Artist" })).toBeHidden();
  await open(page, "/admin/appointments?artist=theo&q=Tom");
  await expect(page.getByText("Nothing found for “Tom”")).toBeVisible();
  for (const path of [
    `/admin/appointments/${foreign}`,
    "/admin/artists/theo",
    "/admin/services",
    "/admin/users",
    "/admin/settings",
  ]) {
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveText("This page is not for you");
  }
  await open(page, "/admin/artists");
  await expect(page).toHaveURL(/\/admin\/artists\/june$/);
  const profile = page.getByRole("region", { name: "Profile" });
  const before = await profile.getByLabel("About").inputValue();
  await profile.getByLabel("About").fill("Watercolour, slowly and by daylight.");
  await profile.getByRole("button", { name: "Save: Profile" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Bookable or not" })).toBeHidden();
  await open(page, "/book/june");
  await expect(page.getByText("Watercolour, slowly and by daylight.")).toBeVisible();
  await changeArtist(page, "june", { bio: before });
});
