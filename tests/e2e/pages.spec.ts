import { expect, type Page, test } from "@playwright/test";
import { lookAt } from "./support/look-at.ts";
import { bookingPath, parlourUrl, signIn, slots } from "./support/parlour.ts";

/** Every page once: looked at (support/look-at.ts), and no error in the console. */
async function look(page: Page, name: string, paths: string[]): Promise<void> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    // Nobody is connected to Talk here: the API says so with 401, and the browser logs that.
    const isTalk = message.location().url.includes("/api/nextcloud/talk/");
    if (message.type() === "error" && !isTalk) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  for (const [index, path] of paths.entries()) {
    complaints.length = 0;
    const response = await page.goto(parlourUrl(path), { waitUntil: "networkidle" });
    await lookAt(page, paths.length > 1 ? `${name}-${index + 1}` : name);
    // The browser itself logs a page that is answered with an error status.
    if (response?.ok()) expect(complaints, path).toEqual([]);
  }
}

test.describe.configure({ timeout: 180_000 });

test("public pages", async ({ page, request }) => {
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
  await look(page, "public", [...paths, "/nowhere"]);
});

test("the customer's page", async ({ page, request }) => {
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
  await look(page, "appointment", [`${path}?new=1`, path, "/appointment/not-a-link"]);
});

test("sign-in", async ({ page }) => {
  await look(page, "sign-in", ["/sign-in", "/setup/used-link"]);
});

const adminPages = {
  dashboard: "/dashboard",
  appointments: "/admin/appointments",
  declined: "/admin/appointments?status=DECLINED",
  customers: "/customers",
  calendars: "/admin/calendars",
  artists: "/admin/artists",
  artist: "/admin/artists/mara",
  services: "/admin/services",
  users: "/admin/users",
  tokens: "/admin/tokens",
  integrations: "/admin/integrations",
  settings: "/admin/settings",
};
for (const [name, path] of Object.entries(adminPages))
  test(`the console of an admin: ${name}`, async ({ page }) => {
    await signIn(page, "admin@parlour.test");
    await look(page, `admin-${name}`, [path]);
  });

test("the console of an admin: an appointment", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  const answer = await page.request.get(parlourUrl("/api/appointments?status=PENDING"));
  const { appointments } = await answer.json();
  await look(page, "admin-appointment", [`/admin/appointments/${appointments[0].id}`]);
});

for (const [who, email] of [
  ["artist", "theo@parlour.test"],
  ["staff", "staff@parlour.test"],
] as const)
  test(`the console of ${who}`, async ({ page }) => {
    await signIn(page, email);
    await look(page, who, ["/dashboard", "/admin/calendars"]);
  });
