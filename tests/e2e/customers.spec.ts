import { expect, type Page, test } from "@playwright/test";
import { lookAt } from "./support/look-at.ts";
import { addArtist, changeArtist, open, parlourUrl, signIn, slots } from "./support/parlour.ts";

test.describe.configure({ timeout: 240_000 });

/** Enters a customer by hand. Needs a signed-in page. @returns their id */
async function enter(page: Page, customer: Record<string, unknown>): Promise<string> {
  const response = await page.request.post(parlourUrl("/api/crm/customers"), { data: customer });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()).customer.id;
}

async function one(page: Page, id: string): Promise<Record<string, unknown>> {
  const response = await page.request.get(parlourUrl(`/api/crm/customers/${id}`));
  expect(response.status()).toBe(200);
  return (await response.json()).customer;
}

/** Books a consultation in somebody's name. */
async function bookAs(page: Page, artistId: string, fromDays: number, name: string, email: string) {
  const [slot] = await slots(page.request, artistId, "consultation", fromDays);
  const response = await page.request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId,
      serviceId: "consultation",
      startTime: slot?.startTime,
      clientName: name,
      clientEmail: email,
    },
  });
  expect(response.status()).toBe(201);
  return (await response.json()).appointment.id as string;
}

const search = (page: Page) => page.getByRole("searchbox", { name: "Search customers" });

test("search as one types, enter who is not there, and see who is there already", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await enter(page, { name: "Wilma Wanted", email: "wilma@example.org", phone: "+43 660 555 01 23" });
  await enter(page, { name: "Ægir Þórsson", tags: ["viking"] });
  await open(page, "/customers");
  const rows = page.getByRole("list", { name: "Customers" }).getByRole("link");

  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await page.keyboard.type("wilma wan");
  await expect(rows).toHaveText(["Wilma Wanted"]);
  await expect(page).toHaveURL(/\/customers\?q=wilma\+wan$/);
  // What is typed while the answer comes is never lost, nor is the focus.
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue("wilma wan");
  await search(page).fill("0660 5550123");
  await expect(rows).toHaveText(["Wilma Wanted"]);
  await search(page).fill("viking");
  await expect(rows).toHaveText(["Ægir Þórsson"]);

  await search(page).fill("Zora Quill");
  await expect(page.getByText("Nobody found for “Zora Quill”")).toBeVisible();
  await lookAt(page, "customers-nothing-found");
  await page.getByRole("link", { name: "Create “Zora Quill”" }).click();
  const dialog = page.getByRole("dialog", { name: "New customer" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Zora Quill");
  await dialog.getByLabel("E-mail").fill("WILMA@example.org");
  await expect(dialog.getByRole("status")).toContainText("Wilma Wanted has this e-mail address.");
  await dialog.getByLabel("Tags").fill("fine line");
  await page.keyboard.press("Enter");
  await page.keyboard.type("regular,");
  await dialog.getByLabel("First note").fill("Wants a heron on the forearm.");
  await lookAt(page, "customers-new");
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/customers\/[^/?]+$/);
  await expect(page.getByRole("heading", { level: 1, name: "Zora Quill" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "fine line" })).toBeVisible();
  await expect(page.getByText("Wants a heron on the forearm.")).toBeVisible();
  await expect(page.getByText("Wilma Wanted has the same e-mail address.")).toBeVisible();
});

test("what is refused is said at its field", async ({ page }) => {
  await signIn(page, "staff@parlour.test");
  await open(page, "/customers?new=1");
  const dialog = page.getByRole("dialog", { name: "New customer" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Rita Refused");
  await dialog.getByLabel("Phone").fill("call me maybe");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByText("This is not a phone number yet.")).toBeVisible();
  await expect(dialog.getByLabel("Phone")).toBeFocused();
  await dialog.getByLabel("Phone").fill("01 234 56 78");
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/customers\/[^/?]+$/);
  await expect(page.getByRole("link", { name: "01 234 56 78" })).toHaveAttribute("href", "tel:012345678");
});

test("tags, notes and contact are changed on the spot, and taken back", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  const id = await enter(page, { name: "Tove Tagged", email: "tove@example.org", tags: ["colour"] });
  await open(page, `/customers/${id}`);

  await page.getByRole("button", { name: "Tag", exact: true }).click();
  await expect(page.getByLabel("New tag")).toBeFocused();
  await page.keyboard.type("cover-up");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await one(page, id)).tags).toEqual(["colour", "cover-up"]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Take away the tag “colour”" }).click();
  await expect(page.getByText("Tag “colour” taken away.")).toBeVisible();
  await expect.poll(async () => (await one(page, id)).tags).toEqual(["cover-up"]);
  await page.keyboard.press("u");
  await expect.poll(async () => (await one(page, id)).tags).toEqual(["colour", "cover-up"]);

  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByLabel("New note").fill("Allergic to latex.");
  await page.keyboard.press("Control+Enter");
  await expect(notes.getByRole("listitem")).toHaveText([/Allergic to latex\.Studio Admin · now/]);
  await expect(notes.getByLabel("New note")).toHaveValue("");
  await notes.getByRole("button", { name: "Change the note “Allergic to latex.”" }).click();
  await notes.getByLabel("Change the note").fill("Allergic to latex and nickel.");
  await notes.getByRole("button", { name: "Save" }).click();
  await expect(notes.getByRole("listitem")).toContainText(["Allergic to latex and nickel."]);
  await notes.getByRole("button", { name: /^Delete the note/ }).click();
  await expect(page.getByText("No notes yet.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("The note is back.")).toBeVisible();
  await expect(notes.getByRole("listitem")).toContainText(["Allergic to latex and nickel."]);

  await page.getByRole("button", { name: "Change contact" }).click();
  const dialog = page.getByRole("dialog", { name: "Change Tove Tagged" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Tove Tagged-Holm");
  // Somebody else is faster.
  const faster = await page.request.patch(parlourUrl(`/api/crm/customers/${id}`), {
    data: { phone: "0660 777 88 99" },
  });
  expect(faster.status()).toBe(200);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Somebody else has just changed this")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Tove Tagged-Holm");
  await lookAt(page, "customers-conflict");
  await dialog.getByRole("button", { name: "Take over what is saved now: Phone" }).click();
  await dialog.getByRole("button", { name: "Save what I typed" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tove Tagged-Holm" })).toBeVisible();
  await expect(page.getByRole("link", { name: "0660 777 88 99" })).toBeVisible();
});

test("two entries of one person are taken together, and apart again", async ({ page }) => {
  await signIn(page, "staff@parlour.test");
  const kept = await enter(page, { name: "Nike Weiß", email: "nike.merge@example.org", note: "Heron" });
  const other = await enter(page, {
    name: "Nike Weiss",
    email: "nike.merge@example.org",
    phone: "0660 313 13 13",
    tags: ["sister"],
    note: "Comes with her sister",
  });
  await bookAs(page, "theo", 30, "Nike Weiss", "nike.merge@example.org");
  await open(page, `/customers/${kept}`);
  await expect(page.getByText("Perhaps here twice")).toBeVisible();
  await page.getByRole("button", { name: "More for Nike Weiß" }).click();
  await lookAt(page, "customers-menu");
  await page.getByRole("menuitem", { name: /^Merge/ }).click();
  const find = page.getByRole("combobox", { name: "The other entry" });
  await expect(find).toBeFocused();
  await find.fill("nike weiss");
  await expect(page.getByRole("option", { selected: true })).toContainText("Nike Weiss");
  await lookAt(page, "customers-merge-find");

  // A refusal is told in words, and the sheet stays usable.
  await page.route("**/merge?with=**", (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
  );
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Merge Nike Weiss into Nike Weiß" });
  await expect(dialog.getByRole("alert")).toContainText("Nothing has been changed.");
  await lookAt(page, "customers-merge-error");
  await page.unroute("**/merge?with=**");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByText("1 note", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Choose another entry" }).click();
  await find.fill("nike weiss");
  await page.getByRole("option", { name: /Nike Weiss/ }).click();

  await expect(dialog.getByText("1 note", { exact: true })).toBeVisible();
  await dialog.getByRole("radio", { name: "Nike Weiss", exact: true }).check();
  await lookAt(page, "customers-merge");
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("Nike Weiss is now part of Nike Weiß.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nike Weiss");
  await expect(page.getByText("Comes with her sister")).toBeVisible();
  expect((await page.request.get(parlourUrl(`/api/crm/customers/${other}`))).status()).toBe(404);

  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Both are back as they were.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nike Weiß");
  await expect(page.getByText("Comes with her sister")).toBeHidden();
  expect(await one(page, other)).toMatchObject({ name: "Nike Weiss", tags: ["sister"] });

  // Later, when the message is long gone, the page itself offers it.
  const again = await page.request.post(parlourUrl(`/api/crm/customers/${kept}/merge`), {
    data: { with: other },
  });
  expect(again.status(), await again.text()).toBe(200);
  await open(page, `/customers/${kept}`);
  await expect(page.getByText("Nike Weiss was merged into this entry")).toBeVisible();
  await lookAt(page, "customers-merged");
  await page.getByRole("button", { name: "Take back the merge with Nike Weiss" }).click();
  await expect(page.getByText("Both are back as they were.").last()).toBeVisible();
  await expect(page.getByText("Nike Weiss was merged into this entry")).toBeHidden();
  expect(await one(page, other)).toMatchObject({ name: "Nike Weiss", tags: ["sister"] });
});

test("a note that somebody else changes or deletes meanwhile costs nobody a word", async ({ page }) => {
  await signIn(page, "staff@parlour.test");
  const id = await enter(page, { name: "Nora Noted", email: "noted@example.org", note: "Heron, left" });
  const { customer } = await (await page.request.get(parlourUrl(`/api/crm/customers/${id}`))).json();
  const path = parlourUrl(`/api/crm/customers/${id}/notes/${customer.notes[0].id}`);
  await open(page, `/customers/${id}`);
  await page.getByRole("button", { name: /^Change the note/ }).click();
  const field = page.getByRole("textbox", { name: "Change the note" });
  await field.fill("Heron, right");
  expect((await page.request.patch(path, { data: { text: "Heron, back" } })).status()).toBe(200);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Somebody else has changed this note" });
  await expect(alert).toContainText("Heron, back");
  await expect(field).toHaveValue("Heron, right");
  await lookAt(page, "customers-note-conflict");

  expect((await page.request.delete(path)).status()).toBe(200);
  await page.getByRole("button", { name: "Save what I typed" }).click();
  await expect(page.getByText("Somebody else has deleted this note")).toBeVisible();
  await expect(field).toHaveValue("Heron, right");
  await page.getByRole("button", { name: "Save what I typed" }).click();
  await expect(page.getByRole("list", { name: "Notes" })).toContainText("Heron, right");
  // The field in the list has said so before it was saved.
  await expect.poll(async () => (await one(page, id)).notes).toMatchObject([{ text: "Heron, right" }]);
});

test("a folder made in Nextcloud by hand becomes a customer's own", async ({ page }) => {
  await signIn(page, "staff@parlour.test");
  const id = await enter(page, { name: "Frida Folder" });
  const taken = await enter(page, { name: "Tom Taken" });
  for (const [url, data] of [
    [`/api/crm/customers/${taken}/folder`, {}],
    ["/api/crm/nextcloud/mkdir", { path: "Frida by hand" }],
  ] as const)
    expect((await page.request.post(parlourUrl(url), { data })).ok()).toBe(true);
  await open(page, `/customers/${id}`);
  await page.getByRole("button", { name: "More for Frida Folder" }).click();
  await page.getByRole("menuitem", { name: /^Choose folder in Nextcloud/ }).click();
  const dialog = page.getByRole("dialog", { name: "Folder of Frida Folder in Nextcloud" });
  const field = dialog.getByRole("combobox", { name: "Folder" });
  await expect(dialog.locator("datalist option[value='Frida by hand']")).toBeAttached();
  await field.fill("Tom Taken");
  await dialog.getByRole("button", { name: "Use this folder" }).click();
  await expect(dialog.getByText("This folder belongs to another customer")).toBeVisible();
  await lookAt(page, "customers-folder");
  await field.fill("Frida nowhere");
  await dialog.getByRole("button", { name: "Use this folder" }).click();
  await expect(dialog.getByText("There is no such folder in Nextcloud.")).toBeVisible();
  await field.fill("Frida by hand");
  await dialog.getByRole("button", { name: "Use this folder" }).click();
  await expect(page.getByText("“Frida by hand” is now the folder of Frida Folder.")).toBeVisible();
  expect(await one(page, id)).toMatchObject({ folder_path: "Frida by hand" });
});

test("an address with a mangled page, or one that is past the end, still leads to the list", async ({
  page,
}) => {
  await signIn(page, "staff@parlour.test");
  await enter(page, { name: "Petra Page" });
  await open(page, "/customers?q=petra+page&cursor=mangled");
  await expect(page.locator("[data-row-link]")).toHaveText(["Petra Page"]);
  const pastEnd = Buffer.from(JSON.stringify([1_000_000, "zzz", "zzz"])).toString("base64url");
  await open(page, `/customers?cursor=${pastEnd}`);
  await expect(page.getByText("This page of the list is empty by now")).toBeVisible();
  await page.getByRole("link", { name: "First page" }).click();
  await expect(page.locator("[data-row-link]").first()).toBeVisible();
});

test("somebody's data is handed out as a zip named after them", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  const id = await enter(page, { name: "Elin Exported", email: "elin@example.org", note: "Everything" });
  await open(page, `/customers/${id}`);
  await page.getByRole("button", { name: "More for Elin Exported" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^Export data/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/Elin Exported.*\.zip$/);
  expect(await download.failure()).toBeNull();
});

test("an admin deletes everything about a person, after having been told what that is", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  const artistId = await addArtist(page, "Dana Deletion");
  const appointment = await bookAs(page, artistId, 12, "Gustav Gone", "gustav@example.org");
  const { customers } = await (
    await page.request.get(parlourUrl("/api/crm/customers?q=gustav%40example.org"))
  ).json();
  const [{ id }] = customers;
  await open(page, `/customers/${id}`);
  await expect(page.getByText(/^First booked/)).toBeVisible();
  await page.getByRole("button", { name: "More for Gustav Gone" }).click();
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  const dialog = page.getByRole("dialog", { name: "Delete Gustav Gone?" });
  await expect(dialog.getByText("1 appointment is still ahead")).toBeVisible();
  const button = dialog.getByRole("button", { name: "Delete Gustav Gone" });
  await expect(button).toBeDisabled();
  await lookAt(page, "customers-delete");
  await dialog.getByRole("checkbox", { name: /^Cancel what is ahead/ }).check();
  await button.click();
  await expect(page.getByText("Gustav Gone is deleted.")).toBeVisible();
  await page.waitForURL((url) => url.pathname === "/customers");
  expect((await page.request.get(parlourUrl(`/api/crm/customers/${id}`))).status()).toBe(404);
  const left = await (await page.request.get(parlourUrl(`/api/appointments/${appointment}`))).json();
  expect(left.appointment.status).toBe("CANCELLED");
  expect(JSON.stringify(left)).not.toContain("gustav@example.org");
  await open(page, `/customers/${id}`);
  await expect(page.getByRole("heading", { name: "This customer is not here" })).toBeVisible();
  await lookAt(page, "customers-not-found");
  await changeArtist(page, artistId, { active: false });
});

test("an artist sees their own customers, and nothing that is the front desk's", async ({
  page,
  browser,
}) => {
  await signIn(page, "admin@parlour.test");
  const artistId = await addArtist(page, "Ines Own");
  const foreign = await enter(page, { name: "Fremd Foreign", email: "foreign@example.org" });
  const invited = await page.request.post(parlourUrl("/api/admin/users"), {
    data: { name: "Ines Own", email: "ines@parlour.test", role: "artist", artistId },
  });
  expect(invited.status()).toBe(201);
  const { inviteUrl } = await invited.json();
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Vienna" });
  const artist = await context.newPage();
  await artist.goto(inviteUrl, { waitUntil: "networkidle" });
  await artist.getByLabel("Password", { exact: true }).fill("a long enough password");
  await artist.getByRole("button", { name: "Save and sign in" }).click();
  await artist.waitForURL((url) => url.pathname === "/dashboard");
  await artist.getByRole("link", { name: "Customers" }).click();
  await expect(artist.getByText("Nobody is here yet")).toBeVisible();
  await lookAt(artist, "customers-empty");

  const appointment = await bookAs(page, artistId, 14, "Olga Own", "olga@example.org");
  await open(artist, "/customers");
  await expect(artist.getByRole("list", { name: "Customers" }).getByRole("link")).toHaveText(["Olga Own"]);
  await open(artist, `/customers/${foreign}`);
  await expect(artist.getByRole("heading", { name: "This customer is not here" })).toBeVisible();
  // From the appointment to the person, where merging, export and deletion are not offered.
  await open(artist, `/admin/appointments/${appointment}`);
  await artist.getByRole("heading", { level: 1 }).getByRole("link", { name: "Olga Own" }).click();
  await artist.waitForURL(/\/customers\/[^/]+$/);
  await expect(artist.getByRole("button", { name: "Change contact" })).toBeVisible();
  await expect(artist.getByRole("button", { name: /^More for/ })).toBeHidden();
  await context.close();
  await changeArtist(page, artistId, { active: false });
});

test("the list and the command palette without a mouse", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await enter(page, { name: "Kaja Keyboard One", email: "kaja1@example.org" });
  const second = await enter(page, { name: "Kaja Keyboard Two", email: "kaja2@example.org" });
  await open(page, "/customers?q=kaja+keyboard");
  const focused = page.locator("[data-row-link]:focus");
  await page.keyboard.press("j");
  await expect(focused).toHaveText("Kaja Keyboard One");
  await page.keyboard.press("j");
  await expect(focused).toHaveText("Kaja Keyboard Two");
  await page.keyboard.press("k");
  await expect(focused).toHaveText("Kaja Keyboard One");
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await page.locator("main").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/customers/${second}$`));

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /Search or go to/ }).fill("kaja2@ex");
  await expect(page.getByRole("option", { selected: true })).toContainText("Kaja Keyboard Two");
  await expect(page.getByRole("option", { name: "Search customers for “kaja2@ex”" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/customers/${second}$`));

  // The tabs stand in the address.
  await page.getByRole("link", { name: "Media" }).click();
  await page.waitForURL(/\?tab=media$/);
  await expect(page.getByRole("link", { name: "Media" })).toHaveAttribute("aria-current", "page");
});

test("a long list has pages, and everything has a picture", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  const tags = ["cover-up", "fine line", "regular", "colour", "black & grey"];
  for (let index = 0; index < 55; index += 1) {
    await enter(page, {
      name: `Paula Paged ${String(index).padStart(2, "0")}`,
      ...(index % 5 === 4 ? {} : { email: `paula${index}@example.org` }),
      ...(index % 3 === 0 ? { phone: `0660 900 ${100 + index}` } : {}),
      tags: tags.slice(index % 5, (index % 5) + (index % 4)),
    });
  }
  const id = await enter(page, {
    name: "Paula Paged with quite a long name, of Wolkenstein-Trostburg",
    email: "paula.of.wolkenstein.trostburg@mail.example.org",
    phone: "+43 660 123 45 67",
    tags,
    note: "Fine line heron on the left forearm, three sessions.\nSecond one only after it has healed.",
  });
  await bookAs(page, "theo", 33, "Paula", "paula.of.wolkenstein.trostburg@mail.example.org");
  await bookAs(page, "june", 34, "Paula", "paula.of.wolkenstein.trostburg@mail.example.org");
  await open(page, "/customers?q=paula+paged");
  await expect(page.getByText("56 customers")).toBeVisible();
  await lookAt(page, "customers-list");
  await page.getByRole("link", { name: "Next page" }).click();
  await page.waitForURL(/cursor=/);
  await expect(page.locator("[data-row-link]")).toHaveCount(6);
  await page.getByRole("link", { name: "First page" }).click();
  await expect(page.locator("[data-row-link]")).toHaveCount(50);
  await page
    .getByRole("navigation", { name: "Tags" })
    .getByRole("link", { name: /^black & grey/ })
    .click();
  await page.waitForURL(/tag=black/);
  await expect(page.getByRole("navigation", { name: "Tags" }).locator("[aria-current=true]")).toHaveCount(1);
  await lookAt(page, "customers-tag");
  await open(page, `/customers/${id}`);
  await lookAt(page, "customers-one");
  await open(page, `/customers/${id}?tab=media`);
  await lookAt(page, "customers-media");
});

test("in German, deletion included", async ({ page, browser }) => {
  await signIn(page, "admin@parlour.test");
  await enter(page, { name: "Dora Deutsch-Österreicher", tags: ["Stammkundin"], phone: "0660 444 55 66" });
  const email = "dora.deutsch@example.org";
  const id = await enter(page, {
    name: "Dora Deutsch",
    email,
    tags: ["Stammkundin"],
    note: "Nur vormittags.",
  });
  await enter(page, { name: "Dora D.", email });
  await bookAs(page, "theo", 36, "Dora Deutsch", email);
  await bookAs(page, "june", 37, "Dora", email);
  const folder = await page.request.post(parlourUrl(`/api/crm/customers/${id}/folder`), { data: {} });
  expect(folder.status(), await folder.text()).toBe(200);
  const context = await browser.newContext({
    locale: "de-AT",
    timezoneId: "Europe/Vienna",
    storageState: await page.context().storageState(),
  });
  const german = await context.newPage();
  await open(german, "/customers?q=dora+d");
  await expect(german.getByRole("heading", { name: "Kundschaft" })).toBeVisible();
  await lookAt(german, "customers-list-de");
  await open(german, `/customers/${id}`);
  await lookAt(german, "customers-one-de");
  await german.getByRole("button", { name: /^Weiteres zu/ }).click();
  await german.getByRole("menuitem", { name: /^Löschen/ }).click();
  await expect(german.getByText("2 Termine stehen noch an")).toBeVisible();
  await expect(german.getByRole("radio", { name: /^In Nextclouds Papierkorb legen/ })).toBeChecked();
  await lookAt(german, "customers-delete-de");
  await context.close();
});
