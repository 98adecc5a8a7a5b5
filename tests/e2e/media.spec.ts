import { expect, type Page, test } from "@playwright/test";
import {
  listCloudFolder,
  makeManyFiles,
  putCloudFile,
  readCloudFile,
  resetCloudFiles,
  setQuota,
  throttle,
} from "#tests/support/cloud-files.ts";
import { addFault, clearFaults } from "./support/cloud.ts";
import {
  addCustomer,
  addCustomerWithFolder,
  choose,
  dragOver,
  openMedia,
  paste,
  pdf,
  picture,
  sparseFile,
  textFile,
  tile,
  uploads,
} from "./support/files.ts";
import { lookAt } from "./support/look-at.ts";
import { signIn } from "./support/parlour.ts";

/** The Media tab against the shared demo's cloud, each test with a customer of its own. */

const ACCOUNT = "parlour";
/** A cut connection is tried again with growing pauses. */
const LATER = { timeout: 60_000 };

const cloud = () => process.env.PARLOUR_CLOUD_URL ?? "";

test.beforeEach(async ({ page }) => {
  await signIn(page, "admin@parlour.test");
});

test.afterEach(async () => {
  await resetCloudFiles(cloud());
  await clearFaults(cloud());
});

test("the first upload makes the folder; progress is seen", async ({ page }) => {
  test.setTimeout(180_000);
  const person = await addCustomer(page, "Ida Lenz");
  await openMedia(page, person);
  await expect(page.getByText("Ida Lenz has no folder yet")).toBeVisible();
  await lookAt(page, "media-no-folder");

  // So slow that it is under way for as long as it is looked at.
  await throttle(cloud(), 8_000_000);
  const large = { name: "healing.mov", mimeType: "video/quicktime", buffer: Buffer.alloc(24_000_000, 7) };
  await choose(page, [picture("Sketch #1 & 100%.png"), large]);
  const dock = uploads(page);
  await expect(dock).toContainText("Uploading");
  const bar = dock.getByRole("progressbar", { name: "Upload of healing.mov" });
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { intervals: [50], ...LATER })
    .toBeGreaterThan(10);
  expect(Number(await bar.getAttribute("aria-valuenow"))).toBeLessThan(100);
  await expect(dock).toContainText(/\d.* of 24 MB/);
  await lookAt(page, "media-uploading");
  await throttle(cloud(), null);
  await expect(dock).toContainText("2 files uploaded", LATER);
  await expect(tile(page, /^Sketch #1 & 100%\.png, picture, .*uploaded by Studio Admin/)).toBeVisible(LATER);
  await expect(tile(page, /^healing\.mov, video, 24 MB/)).toBeVisible();
  const stored = await readCloudFile(cloud(), ACCOUNT, `${person.folder}/Sent Media/healing.mov`);
  expect(stored?.equals(large.buffer)).toBe(true);
  await dock.getByRole("button", { name: "Close the uploads" }).click();
  await expect(dock).toBeHidden();
});

test("pictures, PDF and text are seen; keys lead through them and back to the tile", async ({ page }) => {
  test.setTimeout(180_000);
  const person = await addCustomerWithFolder(page, "Vera Holm");
  const folder = `${person.folder}/Received Media`;
  await putCloudFile(cloud(), ACCOUNT, `${folder}/a wave.png`, new Uint8Array(picture("", 1200, 800).buffer));
  await putCloudFile(
    cloud(),
    ACCOUNT,
    `${folder}/b consent.pdf`,
    new Uint8Array(pdf("", ["Consent form"]).buffer),
  );
  await putCloudFile(
    cloud(),
    ACCOUNT,
    `${folder}/b second.pdf`,
    new Uint8Array(pdf("", ["Aftercare"]).buffer),
  );
  await putCloudFile(
    cloud(),
    ACCOUNT,
    `${folder}/c notes & more.html`,
    "<h1>Not a heading</h1><script>document.title='run'</script>",
  );
  await putCloudFile(cloud(), ACCOUNT, `${folder}/d.zip`, "PK");
  await openMedia(page, person);
  await page.getByLabel("Order").selectOption("name");
  await expect(tile(page, /^a wave\.png, .*put there in Nextcloud/)).toBeVisible();
  await lookAt(page, "media-grid");
  await page.getByRole("button", { name: "As a list" }).click();
  await lookAt(page, "media-list");

  await tile(page, /^a wave/).focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog");
  const image = viewer.getByRole("img", { name: "a wave.png" });
  await expect(image).toBeVisible();
  await expect
    .poll(() => image.evaluate((node) => node instanceof HTMLImageElement && node.naturalWidth))
    .toBeGreaterThan(100);
  await page.keyboard.press("+");
  await expect(viewer.getByText("150 %")).toBeVisible();
  await page.keyboard.press("0");
  await expect(viewer.getByText("100 %")).toBeVisible();
  await page.keyboard.press("i");
  await expect(viewer.getByText("Put there in Nextcloud")).toBeVisible();
  await lookAt(page, "media-viewer-picture");
  await page.keyboard.press("i");

  await page.keyboard.press("ArrowRight");
  await expect(viewer.locator("[data-pdf-page='1'][data-drawn]")).toBeVisible(LATER);
  const dark = viewer
    .locator("canvas")
    .first()
    .evaluate((node) => {
      if (!(node instanceof HTMLCanvasElement)) return 0;
      const pixels = node.getContext("2d")?.getImageData(0, 0, node.width, node.height).data ?? [];
      return Array.from({ length: pixels.length / 4 }, (_, index) => pixels[index * 4] ?? 255).filter(
        (red) => red < 100,
      ).length;
    });
  expect(await dark, "letters are drawn").toBeGreaterThan(50);
  await lookAt(page, "media-viewer-pdf");

  // From one document to the next and back: each is drawn.
  for (const [key, name] of [
    ["ArrowRight", "b second.pdf"],
    ["ArrowLeft", "b consent.pdf"],
    ["ArrowRight", "b second.pdf"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await expect(viewer.locator("[data-pdf-page='1'][data-drawn]")).toBeVisible(LATER);
  }

  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText("<h1>Not a heading</h1>")).toBeVisible();
  await expect(page).not.toHaveTitle("run");
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText("This kind of file cannot be shown here.")).toBeVisible();
  await lookAt(page, "media-viewer-other");
  const saving = page.waitForEvent("download");
  await page.keyboard.press("d");
  expect((await saving).suggestedFilename()).toBe("d.zip");
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(tile(page, /^d\.zip/)).toBeFocused();
});

test("rename in place, delete and undo", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await addCustomerWithFolder(page, "Paul Aigner");
  const folder = `${person.folder}/Sent Media`;
  await putCloudFile(cloud(), ACCOUNT, `${folder}/draft.png`, new Uint8Array(picture("").buffer));
  await putCloudFile(cloud(), ACCOUNT, `${folder}/taken.png`, new Uint8Array(picture("").buffer));
  await openMedia(page, person);
  await tile(page, /^draft\.png/).focus();
  await page.keyboard.press("F2");
  const field = page.getByRole("textbox", { name: "New name of draft.png" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("draft");
  await field.fill("a/b");
  await field.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "cannot hold" })).toBeVisible();
  await field.fill("taken");
  await field.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "already" })).toBeVisible();
  await lookAt(page, "media-rename-refused");
  await field.fill("Schwalbe – final");
  await field.press("Enter");
  await expect(tile(page, /^Schwalbe – final\.png/)).toBeFocused();
  expect(await namesIn(folder)).toEqual(["Schwalbe – final.png", "taken.png"]);

  await page.keyboard.press("Delete");
  await expect(tile(page, /^Schwalbe/)).toBeHidden();
  await expect(page.getByText("is in Nextcloud’s trash bin")).toBeVisible();
  const undo = page
    .getByRole("status")
    .filter({ hasText: "trash bin" })
    .getByRole("button", { name: "Undo" })
    .last();
  // Where the pointer rests on it, it stays.
  await undo.hover();
  await expect.poll(() => namesIn(folder)).toEqual(["taken.png"]);
  await expect(tile(page, /^taken/)).toBeFocused();
  await undo.click();
  await expect(tile(page, /^Schwalbe – final\.png/)).toBeVisible();
  await expect.poll(() => namesIn(folder)).toEqual(["Schwalbe – final.png", "taken.png"]);
});

test("files are dropped into a folder and pasted", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await addCustomerWithFolder(page, "Rosa Klein");
  await openMedia(page, person);
  await expect(page.getByText("No files of Rosa Klein yet")).toBeVisible();
  await lookAt(page, "media-empty");
  const drop = await dragOver(page, [picture("dropped.png"), textFile("note.txt", "hello")]);
  await expect(page.getByText("Let go, and it goes to the files of Rosa Klein.").first()).toBeVisible();
  await lookAt(page, "media-drop");
  await drop("received");
  await expect(tile(page, /^dropped\.png/)).toBeVisible(LATER);
  await expect(tile(page, /^note\.txt/)).toBeVisible(LATER);
  await expect.poll(() => namesIn(`${person.folder}/Received Media`)).toEqual(["dropped.png", "note.txt"]);

  await page.getByRole("button", { name: /^Internal/ }).click();
  await expect(page.getByText("Nothing in Internal yet")).toBeVisible();
  await paste(page, picture("image.png"));
  await expect(tile(page, /^Pasted \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png/)).toBeVisible(LATER);
  await expect.poll(() => namesIn(`${person.folder}/Internal`)).toHaveLength(1);
});

test("several files at once, one called off; a name twice is kept twice", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await addCustomerWithFolder(page, "Emil Sand");
  await openMedia(page, person);
  await throttle(cloud(), 12_000_000);
  const film = { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(30_000_000, 1) };
  await choose(page, [film, picture("one.png"), picture("two.png"), picture("three.png")]);
  const dock = uploads(page);
  await expect(dock.getByRole("progressbar", { name: "Upload of film.mp4" })).toBeVisible();
  await dock.getByRole("button", { name: "Cancel the upload of film.mp4" }).click();
  await expect(dock.getByText(/^Cancelled/)).toBeVisible();
  await expect(tile(page, /^three\.png/)).toBeVisible(LATER);
  await throttle(cloud(), null);
  await choose(page, [picture("one.png", 320, 200)]);
  await expect(tile(page, /^one\b/)).toHaveCount(2, LATER);
  await expect.poll(() => namesIn(`${person.folder}/Sent Media`)).toHaveLength(4);
  expect(await namesIn(`${person.folder}/Sent Media`)).not.toContain("film.mp4");
});

test("a cut connection: small files are sent again, large ones go on where Nextcloud stands", async ({
  page,
  context,
}) => {
  test.setTimeout(300_000);
  const person = await addCustomerWithFolder(page, "Lena Brandt");
  await openMedia(page, person);
  // Slow enough to be cut, closed and chosen again before it is over.
  await throttle(cloud(), 48_000_000);
  const large = sparseFile("session.mov", 120_000_000);
  await choose(page, large);
  const dock = uploads(page);
  const bar = dock.getByRole("progressbar", { name: "Upload of session.mov" });
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow")), LATER).toBeGreaterThan(30);
  await context.setOffline(true);
  await expect(dock).toContainText("The connection broke. It goes on by itself.");
  await lookAt(page, "media-offline-upload");
  await context.setOffline(false);
  await expect(dock).toContainText("went on from", LATER);

  // The page is closed in the middle, and the same file chosen again.
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByText("An upload is unfinished")).toBeVisible();
  await lookAt(page, "media-unfinished");
  await choose(page, large);
  await expect(dock).toContainText("went on from", LATER);
  await throttle(cloud(), null);
  await expect(dock).toContainText("1 file uploaded", LATER);
  await expect(tile(page, /^session\.mov, video, 120 MB/)).toBeVisible(LATER);
  await expect(page.getByText("An upload is unfinished")).toBeHidden();
  const [file] = (await listCloudFolder(cloud(), ACCOUNT, `${person.folder}/Sent Media`)) ?? [];
  expect(file).toMatchObject({ name: "session.mov", size: 120_000_000 });

  // A connection that breaks in the middle of a small file.
  let cut = 0;
  await page.route("**/api/crm/nextcloud/upload?*", async (route) => {
    cut += 1;
    if (cut === 1) await route.abort("connectionreset");
    else await route.continue();
  });
  await choose(page, [picture("small.png")]);
  await expect(tile(page, /^small\.png/)).toBeVisible(LATER);
  expect(cut).toBe(2);
});

test("refusals in words: no space, too large, and gone", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await addCustomerWithFolder(page, "Otto Frei");
  await openMedia(page, person);
  await setQuota(cloud(), ACCOUNT, 1000);
  await choose(page, [picture("photo.png", 1500, 1500)]);
  const dock = uploads(page);
  await expect(dock).toContainText("Nextcloud has no space left. Make room there, then try again.", LATER);
  await lookAt(page, "media-quota");
  await setQuota(cloud(), ACCOUNT, null);
  // A second try is an upload like any other: leaving the page meanwhile is asked about.
  const held = Promise.withResolvers<void>();
  await page.route("**/api/crm/nextcloud/upload?*", async (route) => {
    await held.promise;
    await route.continue();
  });
  await dock.getByRole("button", { name: "Try photo.png again" }).click();
  const asks = () =>
    page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await expect.poll(asks).toBe(true);
  held.resolve();
  await expect(tile(page, /^photo\.png/)).toBeVisible(LATER);
  await expect.poll(asks).toBe(false);

  await choose(page, [textFile(`${"x".repeat(252)}.txt`, "x")]);
  await expect(dock).toContainText("Nextcloud does not take this name.");
});

test("a folder of 5,000 files: only what is near is in the page", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await addCustomerWithFolder(page, "Max Viel");
  await makeManyFiles(cloud(), ACCOUNT, `${person.folder}/Received Media`, 5000);
  await openMedia(page, person, "received");
  await page.getByLabel("Order").selectOption("name");
  const cells = page.getByRole("gridcell");
  await expect(page.getByRole("button", { name: "Received Media 5000" })).toBeVisible(LATER);
  await expect(tile(page, /^picture 00001\.jpg/)).toBeVisible();
  expect(await cells.count()).toBeLessThan(120);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", /^\d{3,4}$/);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
  await expect(tile(page, /^picture 02[45]\d\d\.jpg/).first()).toBeVisible();
  expect(await cells.count()).toBeLessThan(120);
  await page.evaluate(() => window.scrollTo(0, 0));
  await tile(page, /^picture 00001\.jpg/).focus();
  await page.keyboard.press("Control+End");
  await expect(tile(page, /^picture 05000\.jpg/)).toBeFocused();
  expect(await cells.count()).toBeLessThan(120);
  await page.getByRole("searchbox", { name: "Filter by name" }).fill("04321");
  await expect(cells).toHaveCount(1);
});

test("by keyboard: move, choose, and act on the chosen", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await addCustomerWithFolder(page, "Kira Nagel");
  for (const name of ["1.png", "2.png", "3.png", "4.png"])
    await putCloudFile(
      cloud(),
      ACCOUNT,
      `${person.folder}/Sent Media/${name}`,
      new Uint8Array(picture("").buffer),
    );
  await putCloudFile(cloud(), ACCOUNT, `${person.folder}/Old work/5.png`, new Uint8Array(picture("").buffer));
  await openMedia(page, person, "sent");
  await page.getByLabel("Order").selectOption("name");
  await tile(page, /^1\.png/).focus();
  await page.keyboard.press("ArrowRight");
  await expect(tile(page, /^2\.png/)).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(tile(page, /^3\.png/)).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("2 chosen")).toBeVisible();
  await lookAt(page, "media-chosen");
  await page.getByRole("toolbar", { name: "Chosen files" }).getByRole("button", { name: "Move" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Internal" }).check();
  await lookAt(page, "media-move");
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect.poll(() => namesIn(`${person.folder}/Internal`), LATER).toEqual(["2.png", "3.png"]);
  await expect(page.getByRole("gridcell")).toHaveCount(2, LATER);

  await page.getByRole("button", { name: /^All/ }).click();
  await tile(page, /^Old work, folder/).click();
  await expect(tile(page, /^5\.png/)).toBeVisible(LATER);
  await expect(page.getByRole("navigation", { name: "Folder" })).toContainText("Old work");
  await page.goBack();
  await expect(tile(page, /^Old work, folder/)).toBeVisible();
});

test("a link is made with a password and a last day, listed and taken back", async ({ page }) => {
  test.setTimeout(120_000);
  const person = await addCustomerWithFolder(page, "Jana Hell");
  await putCloudFile(
    cloud(),
    ACCOUNT,
    `${person.folder}/Sent Media/design.png`,
    new Uint8Array(picture("").buffer),
  );
  await openMedia(page, person);
  await page.getByRole("button", { name: "More about design.png" }).click();
  await lookAt(page, "media-menu");
  await page.getByRole("menuitem", { name: "Share link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password").fill("left-forearm-2026");
  const day = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("Valid until").fill(day);
  await dialog.getByRole("button", { name: "Create a link" }).click();
  await expect(dialog.getByLabel("The new link")).toHaveValue(/^https?:\/\/.+\/s\/\w+/);
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
  await expect(dialog.getByRole("list", { name: "Links" })).toContainText(
    `with a password · until ${words.format(new Date(day))}`,
  );
  await lookAt(page, "media-share");
  await dialog.getByRole("button", { name: /^Remove the link/ }).click();
  await expect(dialog.getByRole("list", { name: "Links" })).toBeHidden();
});

test("Nextcloud away, nothing set up, no connection: each says what is and what to do", async ({ page }) => {
  test.setTimeout(180_000);
  const person = await addCustomerWithFolder(page, "Tom Vogel");
  await openMedia(page, person);
  await choose(page, [picture("before.png")]);
  await expect(tile(page, /^before\.png/)).toBeVisible(LATER);
  await addFault(cloud(), { maintenance: "all" });
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByText("Nextcloud cannot be reached")).toBeVisible(LATER);
  await expect(tile(page, /^before\.png/)).toBeVisible();
  await choose(page, [picture("meanwhile.png")]);
  await expect(tile(page, /^meanwhile\.png.*waits here until Nextcloud can be reached/)).toBeVisible(LATER);
  await lookAt(page, "media-away");
  await tile(page, /^meanwhile\.png/).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("meanwhile.png was discarded.")).toBeVisible();
  await expect(tile(page, /^meanwhile\.png/)).toBeHidden();
  // A folder shows what is known of it instead of waiting for Nextcloud.
  await openMedia(page, person, `/${person.name}/Sent Media`);
  await expect(tile(page, /^before\.png/)).toBeVisible(LATER);
  await clearFaults(cloud());

  const media = "**/api/crm/customers/*/media";
  await page.route(media, (route) =>
    route.fulfill({
      status: 503,
      json: {
        code: "nextcloud_not_configured",
        title: "Files not configured",
        detail: "Files not configured: NEXTCLOUD_FILES_BASE_PATH missing.",
      },
    }),
  );
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByText("Files are not set up")).toBeVisible();
  await expect(page.getByText("NEXTCLOUD_FILES_BASE_PATH")).toBeVisible();
  await lookAt(page, "media-not-configured");
  await page.unroute(media);
  await page.route(media, (route) => route.abort("internetdisconnected"));
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByText("No connection")).toBeVisible();
  await lookAt(page, "media-offline");
  await page.unroute(media);
  await showLoading(page);
});

/** The shape of what is coming, while it is on its way. */
async function showLoading(page: Page): Promise<void> {
  const media = "**/api/crm/customers/*/media";
  const { promise: looked, resolve: goOn } = Promise.withResolvers<void>();
  await page.route(media, async (route) => {
    await looked;
    await route.continue();
  });
  await page.reload();
  await expect(page.getByText("Loading the files")).toBeAttached();
  await lookAt(page, "media-loading");
  goOn();
  await expect(tile(page, /^before\.png/)).toBeVisible(LATER);
}

async function namesIn(folder: string): Promise<string[]> {
  return ((await listCloudFolder(cloud(), ACCOUNT, folder)) ?? []).map(({ name }) => name).sort();
}
