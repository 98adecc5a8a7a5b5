import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { startStudio } from "./support/demo.ts";
import { setupLink, signUpFirstAdmin } from "./support/first-admin.ts";

test("the first start prints a link, by which the first admin signs up, once", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const data = mkdtempSync(path.join(tmpdir(), "parlour-first-"));
  const studio = await startStudio(data);
  const link = setupLink(studio);
  expect(link).toContain("/setup/");
  await signUpFirstAdmin(page, studio);
  await page.goto(`${studio.url}/admin/calendars`);
  await expect(page.getByText("NEXTCLOUD_BASE_URL").first()).toBeVisible();

  const again = await browser.newPage();
  await again.goto(link);
  await expect(again.getByLabel(/^password/i)).toBeHidden();
  const refused = await again.request.post(`${studio.url}/api/setup`, {
    data: {
      token: link.split("/").at(-1),
      name: "Eve",
      email: "eve@example.org",
      password: "another password",
    },
  });
  expect(refused.status()).toBe(403);
  const missing = await page.request.get(`${studio.url}/api/admin/calendars/discover`);
  expect(missing.status()).toBe(503);
  expect(await missing.json()).toMatchObject({
    code: "nextcloud_not_configured",
    title: "CalDAV not configured",
  });
  await studio.stop();
  rmSync(data, { recursive: true, force: true });
});
