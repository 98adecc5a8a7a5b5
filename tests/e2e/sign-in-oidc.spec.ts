import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { oauth2Client } from "#sandbox/login/oauth2.ts";
import { type OidcFault, type OidcProvider, startOidcProvider } from "#tests/support/oidc-provider.ts";
import { type Demo, startDemo, startStudio } from "./support/demo.ts";

let provider: OidcProvider;
let demo: Demo;
const data = mkdtempSync(path.join(tmpdir(), "parlour-oidc-"));

// Each goes from page to page, of two sites.
test.describe.configure({ timeout: 150_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  provider = await startOidcProvider();
  provider.people = [
    { key: "mara", sub: "1", email: "Mara@parlour.test", emailVerified: true, name: "Mara" },
    { key: "june", sub: "2", email: "june@parlour.test", emailVerified: true },
    { key: "impostor", sub: "3", email: "admin@parlour.test", emailVerified: false, name: "Admin" },
    { key: "stranger", sub: "4", email: "stranger@example.org", emailVerified: true },
    { key: "desk", sub: "5", email: "staff@parlour.test", emailVerified: true, groups: ["bosses"] },
    { key: "theo", sub: "6", email: "theo@elsewhere.test", emailVerified: false },
  ];
  demo = await startDemo(data, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.client.id,
    OIDC_CLIENT_SECRET: provider.client.secret,
    OIDC_NAME: "Studio ID",
    PARLOUR_ROLE_MAP: "bosses=admin",
    NEXTCLOUD_OAUTH_CLIENT_ID: oauth2Client.id,
    NEXTCLOUD_OAUTH_CLIENT_SECRET: oauth2Client.secret,
  });
  provider.redirectUri = `${demo.url}/api/auth/callback/oidc`;
});

test.afterAll(async () => {
  await demo?.stop();
  await provider?.close();
  rmSync(data, { recursive: true, force: true });
});

test.beforeEach(() => {
  provider.fault = null;
});

async function signInAs(page: Page, key: string): Promise<void> {
  await page.goto(`${demo.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Studio ID" }).click();
  await page.getByRole("link", { name: `Continue as ${key}` }).click();
}

async function signInByPassword(page: Page, email: string): Promise<void> {
  // A form that is sent before its script is there lacks its token.
  await page.goto(`${demo.url}/sign-in`, { waitUntil: "networkidle" });
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("parlour-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/dashboard/);
}

async function grantAtNextcloud(page: Page, user: string): Promise<void> {
  await page.getByLabel("Account name").fill(user);
  await page.getByLabel("Password").fill("parlour-demo");
  await page.getByRole("button", { name: "Grant access" }).click();
}

const refusal = (page: Page) => page.getByRole("main").getByRole("alert");

test("the pages about it are clean to axe, on a phone and on a desk", async ({ page }) => {
  // Half faded in, words are too pale.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const look = async (where: string) => {
    await page.goto(`${demo.url}${where}`, { waitUntil: "networkidle" });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      // A page that refreshes itself is without its title for a moment.
      await expect(page).toHaveTitle(/./);
      const { violations } = await new AxeBuilder({ page }).disableRules("document-title").analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
      const wider = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(wider).toBeLessThanOrEqual(0);
    }
  };
  await look("/sign-in?error=mail_not_verified");
  await signInByPassword(page, "june@parlour.test");
  await look("/dashboard");
  await look("/sign-in/linked?error=link_taken");
});

test("a verified mail signs in, and the page asked for is where one arrives", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${demo.url}/sign-in?next=/admin/appointments`);
  await page.getByRole("button", { name: "Sign in with Studio ID" }).click();
  await page.getByRole("link", { name: "Continue as mara" }).click();
  await page.waitForURL(`${demo.url}/admin/appointments`);
  await expect(page.getByText("Studio ID account is linked").first()).toBeVisible();
  expect(refused).toEqual([]);
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => /state|pkce|nonce|parlour\.link/.test(name))).toEqual([]);
});

test("works without JavaScript and at the first visit", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" });
  const page = await context.newPage();
  await signInAs(page, "june");
  await page.waitForURL(/\/dashboard/);
  await expect(page.getByText("June").first()).toBeVisible();
  await context.close();
});

test("a mail nobody verified opens nothing, even the admin's", async ({ page }) => {
  await signInAs(page, "impostor");
  await expect(refusal(page)).toContainText("has not verified its mail address");
  await page.goto(`${demo.url}/dashboard`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("somebody the studio does not know is told whom to ask; in German too", async ({ page, browser }) => {
  await signInAs(page, "stranger");
  await expect(refusal(page)).toContainText("Ask an admin of the studio to invite you");
  const german = await (await browser.newContext({ locale: "de-AT" })).newPage();
  await german.goto(`${demo.url}/sign-in`);
  await german.getByRole("button", { name: "Mit Studio ID anmelden" }).click();
  await german.getByRole("link", { name: "Continue as stranger" }).click();
  await expect(refusal(german)).toContainText("Bitten Sie die Verwaltung des Studios um eine Einladung");
  await german.context().close();
});

test("giving up at the provider is said plainly, and the password still works", async ({ page }) => {
  await page.goto(`${demo.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Studio ID" }).click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(refusal(page)).toContainText("was not completed");
  await signInByPassword(page, "june@parlour.test");
});

test("the mapping gives the role", async ({ page }) => {
  await signInByPassword(page, "staff@parlour.test");
  await expect(page.getByRole("link", { name: "Users" })).toBeHidden();
  await page.context().clearCookies();
  await signInAs(page, "desk");
  await page.waitForURL(/\/dashboard/);
  await expect(page.getByRole("link", { name: "Users" }).first()).toBeVisible();
});

for (const fault of [
  "wrong-key",
  "wrong-nonce",
  "wrong-audience",
  "expired",
  "other-userinfo",
] satisfies OidcFault[]) {
  test(`a token with ${fault} signs nobody in`, async ({ page }) => {
    provider.fault = fault;
    await signInAs(page, "mara");
    await expect(refusal(page)).toContainText("was not completed");
    await page.goto(`${demo.url}/dashboard`);
    await expect(page).toHaveURL(/\/sign-in/);
  });
}

/** Signs in as Mara. @returns the address the provider sent the browser back to, and the flow's cookies */
async function finishedFlow(page: Page) {
  const callback = page.waitForRequest((request) => request.url().includes("/api/auth/callback/oidc"));
  await page.goto(`${demo.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Studio ID" }).click();
  const choice = page.getByRole("link", { name: "Continue as mara" });
  await choice.waitFor();
  const cookies = await page.context().cookies();
  await choice.click();
  const address = (await callback).url();
  await page.waitForURL(/\/dashboard/);
  return { address, cookies };
}

async function isSignedIn(page: Page): Promise<boolean> {
  return (await page.request.get(`${demo.url}/api/appointments`)).ok();
}

test("a code works once and in the browser that began", async ({ page, browser }) => {
  const { address, cookies } = await finishedFlow(page);
  const asked = () => provider.asked.get("/token") ?? 0;
  const before = asked();
  await page.context().clearCookies({ name: /session-token/ });
  for (const other of [page, await freshPage(browser)]) {
    await other.goto(address);
    await expect(refusal(other)).toContainText("was not completed");
    expect(await isSignedIn(other)).toBe(false);
  }
  // Without the flow's cookies the code is not even tried.
  expect(asked()).toBe(before);
  // With them, kept from before, the provider refuses it.
  await page.context().addCookies(cookies);
  await page.goto(address);
  await expect(refusal(page)).toContainText("was not completed");
  expect(await isSignedIn(page)).toBe(false);
  expect(asked()).toBe(before + 1);
});

test("another flow's state is refused", async ({ page }) => {
  await page.goto(`${demo.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Studio ID" }).click();
  const choice = page.getByRole("link", { name: "Continue as mara" });
  const address = new URL((await choice.getAttribute("href")) ?? "", provider.issuer);
  address.searchParams.set("state", "somebody-elses");
  await page.goto(address.href);
  await expect(refusal(page)).toContainText("was not completed");
  expect(await isSignedIn(page)).toBe(false);
});

test("Nextcloud: refused at first, linked from the account menu, then the way in", async ({ page }) => {
  await page.goto(`${demo.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Nextcloud" }).click();
  await grantAtNextcloud(page, "theo");
  await expect(refusal(page)).toContainText("then link the account from your account menu");

  await signInByPassword(page, "theo@parlour.test");
  await page.getByRole("button", { name: "Link my Nextcloud account" }).first().click();
  await grantAtNextcloud(page, "theo");
  await page.waitForURL(/\/sign-in\/linked/);
  await expect(page.getByText("Your Nextcloud account is linked.")).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${demo.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Nextcloud" }).click();
  await grantAtNextcloud(page, "theo");
  await page.waitForURL(/\/dashboard/);
  await expect(page.getByText("Theo").first()).toBeVisible();

  // Somebody else's account stays theirs.
  await page.context().clearCookies();
  await signInByPassword(page, "june@parlour.test");
  await page.getByRole("button", { name: "Link my Nextcloud account" }).first().click();
  await grantAtNextcloud(page, "theo");
  await expect(refusal(page)).toContainText("linked with somebody else");

  // And it can be parted from.
  await page.context().clearCookies();
  await signInByPassword(page, "theo@parlour.test");
  await page.getByRole("link", { name: "Nextcloud account is linked" }).first().click();
  await page.getByRole("button", { name: "Unlink Nextcloud" }).click();
  await expect(page.getByText("is no longer linked")).toBeVisible();
});

test("linking ends with the session it was begun in", async ({ page }) => {
  await signInByPassword(page, "theo@parlour.test");
  await page.getByRole("button", { name: "Link my Studio ID account" }).first().click();
  const choice = page.getByRole("link", { name: "Continue as theo" });
  await choice.waitFor();
  const session = (await page.context().cookies()).filter(({ name }) => name.includes("session-token"));
  expect(session).toHaveLength(1);
  await page.context().clearCookies({ name: /session-token/ });
  await choice.click();
  await expect(refusal(page)).toContainText("nothing was linked");
});

test("a link begun and left alone does not catch the next sign-in", async ({ page }) => {
  await signInByPassword(page, "theo@parlour.test");
  await page.getByRole("button", { name: "Link my Studio ID account" }).first().click();
  await page.getByRole("link", { name: "Continue as theo" }).waitFor();
  await page.context().clearCookies({ name: /session-token/ });
  await signInAs(page, "june");
  await page.waitForURL(/\/dashboard/);
  await expect(page.getByText("June").first()).toBeVisible();
});

test("a form of another site begins and changes nothing", async ({ page }) => {
  await signInByPassword(page, "theo@parlour.test");
  for (const where of ["with", "link", "unlink"]) {
    const answer = await page.request.post(`${demo.url}/sign-in/${where}/oidc`, {
      headers: { Origin: "https://evil.example" },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toContain("error=");
    expect(answer.headers()["set-cookie"] ?? "").not.toContain("state");
  }
  const unknown = await page.request.post(`${demo.url}/sign-in/with/github`, { maxRedirects: 0 });
  expect(unknown.headers().location).toBe("/sign-in?error=provider_unknown");
});

test("over https every cookie of the flow is a secure one", async ({ request }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "parlour-oidc-https-"));
  const studio = await startStudio(folder, {
    NEXTAUTH_URL: "https://studio.example",
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.client.id,
    OIDC_CLIENT_SECRET: provider.client.secret,
  });
  const answer = await request.post(`${studio.url}/sign-in/with/oidc`, {
    headers: { Origin: "https://studio.example" },
    form: { next: "/dashboard" },
    maxRedirects: 0,
  });
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain(
    "redirect_uri=https%3A%2F%2Fstudio.example%2Fapi%2Fauth%2Fcallback%2Foidc",
  );
  const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  const names = cookies.map(({ value }) => value.split("=")[0]).sort();
  expect(names).toEqual([
    "__Host-next-auth.csrf-token",
    "__Secure-next-auth.callback-url",
    "__Secure-next-auth.nonce",
    "__Secure-next-auth.pkce.code_verifier",
    "__Secure-next-auth.state",
  ]);
  for (const { value } of cookies) expect(value).toMatch(/; ?HttpOnly.*; ?Secure|; ?Secure.*; ?HttpOnly/i);
});

test("a provider that cannot be reached leaves the password", async ({ page }) => {
  await provider.close();
  await page.goto(`${demo.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with Studio ID" }).click();
  await expect(refusal(page)).toContainText("cannot be reached at the moment");
  await signInByPassword(page, "june@parlour.test");
});

async function freshPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: "en-GB" })).newPage();
}
