import { type Browser, expect, test } from "@playwright/test";
import { expectNothingSerious } from "./support/look-at.ts";
import { bookingPath, parlourUrl, signIn, slots } from "./support/parlour.ts";

/**
 * Every page at a phone's and a desk's width, light and dark: a picture of it in `screenshots/` to be looked at, no
 * serious finding of axe, no error in the console, nothing wider than the screen.
 */
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

async function look(browser: Browser, name: string, paths: string[], email?: string): Promise<void> {
  const storageState = email ? await sessionOf(browser, email) : undefined;
  for (const viewport of sizes) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        reducedMotion: "reduce",
        locale: "en-GB",
        timezoneId: "Europe/Vienna",
        storageState,
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        // Nobody is connected to Talk here: the API says so with 401, and the browser logs that.
        const isTalk = message.location().url.includes("/api/nextcloud/talk/");
        if (message.type() === "error" && !isTalk) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      for (const [index, path] of paths.entries()) {
        const label = `${name}${paths.length > 1 ? `-${index + 1}` : ""} ${viewport.width} ${colorScheme}`;
        complaints.length = 0;
        const response = await page.goto(parlourUrl(path), { waitUntil: "networkidle" });
        await page.screenshot({ path: `screenshots/${label.replaceAll(" ", "-")}.png`, fullPage: true });
        // What axe finds depends on the colours, and on the width where a menu takes the place of another.
        if (viewport.width > 390 || colorScheme === "light") await expectNothingSerious(page, label);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          `${label} overflows`,
        ).toBeLessThanOrEqual(0);
        // The browser itself logs a page that is answered with an error status.
        if (response?.ok()) expect(complaints, label).toEqual([]);
      }
      await context.close();
    }
  }
}

async function sessionOf(browser: Browser, email: string) {
  const context = await browser.newContext();
  await signIn(await context.newPage(), email);
  const state = await context.storageState();
  await context.close();
  return state;
}

test.describe.configure({ timeout: 180_000 });

test("public pages", async ({ browser, request }) => {
  const [slot] = await slots(request, "mara", "fine-line", 9);
  if (!slot) throw new Error("no slot");
  const paths = [
    "/",
    "/book",
    "/book/theo",
    "/book/mara/fine-line",
    bookingPath("mara", "fine-line", slot),
    bookingPath("june", "watercolour", slot),
  ];
  await look(browser, "public", [...paths, "/nowhere"]);
});

test("the customer's page", async ({ browser, request }) => {
  const [slot] = await slots(request, "june", "consultation", 9);
  const response = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "june",
      serviceId: "consultation",
      startTime: slot?.startTime,
      clientName: "Pia Picture",
      clientEmail: "pia@example.org",
      description: "A picture of this page",
    },
  });
  const { manageUrl } = await response.json();
  const path = new URL(manageUrl).pathname;
  await look(browser, "appointment", [`${path}?new=1`, path, "/appointment/not-a-link"]);
});

test("sign-in", async ({ browser }) => {
  await look(browser, "sign-in", ["/sign-in", "/setup/used-link"]);
});

const adminPages = {
  dashboard: "/dashboard",
  appointments: "/admin/appointments",
  declined: "/admin/appointments?status=DECLINED",
  calendars: "/admin/calendars",
  artists: "/admin/artists",
  artist: "/admin/artists/mara",
  services: "/admin/services",
  users: "/admin/users",
  tokens: "/admin/tokens",
  settings: "/admin/settings",
};
for (const [name, path] of Object.entries(adminPages))
  test(`the console of an admin: ${name}`, async ({ browser }) => {
    await look(browser, `admin-${name}`, [path], "admin@parlour.test");
  });

test("the console of an admin: an appointment", async ({ browser, page }) => {
  await signIn(page, "admin@parlour.test");
  const answer = await page.request.get(parlourUrl("/api/appointments?status=PENDING"));
  const { appointments } = await answer.json();
  await look(
    browser,
    "admin-appointment",
    [`/admin/appointments/${appointments[0].id}`],
    "admin@parlour.test",
  );
});

test("the console of an artist and of staff", async ({ browser }) => {
  await look(browser, "artist", ["/dashboard", "/admin/calendars"], "theo@parlour.test");
  await look(browser, "staff", ["/dashboard", "/admin/calendars"], "staff@parlour.test");
});
