import { expect, test } from "@playwright/test";
import { parlourUrl } from "./support/parlour.ts";

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

for (const [name, path, status] of [
  ["a page", "/", 200],
  ["a page that does not exist", "/nowhere", 404],
  ["next-auth's answer", "/api/auth/csrf", 200],
] as const) {
  test(`${name} carries a CSP with a nonce of its own`, async ({ request }) => {
    const nonces = new Set<string>();
    for (let index = 0; index < 2; index++) {
      const response = await request.get(parlourUrl(path));
      const headers = response.headers();
      expect(response.status()).toBe(status);
      expect(headers).toMatchObject(everywhere);
      expect(headers["x-powered-by"]).toBeUndefined();
      const csp = headers["content-security-policy"] ?? "";
      expect(csp).toContain("default-src 'self'");
      expect(csp).toContain("frame-ancestors 'none'");
      nonces.add(/script-src [^;]*'nonce-([\w+/=]{20,})'/.exec(csp)?.[1] ?? "none");
    }
    expect(nonces.size).toBe(2);
    expect(nonces).not.toContain("none");
  });
}

for (const [name, method, path, status] of [
  ["an API answer", "GET", "/api/artists", 200],
  ["a problem answer", "GET", "/api/caldav/availability?artistId=mara", 422],
  ["an answer to nobody", "GET", "/api/appointments", 401],
  ["what Next answers by itself", "OPTIONS", "/api/caldav/availability", 204],
  ["an API address that does not exist", "GET", "/api/nowhere", 404],
] as const) {
  test(`${name} may load nothing and is what it says`, async ({ request }) => {
    const response = await request.fetch(parlourUrl(path), { method });
    expect(response.status()).toBe(status);
    expect(response.headers()).toMatchObject({
      ...everywhere,
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
    expect(response.headers()["x-powered-by"]).toBeUndefined();
  });
}

test("a page's own scripts carry the nonce of its CSP, and the browser refuses none", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
  const response = await page.goto(parlourUrl("/"));
  const nonce = /'nonce-([^']+)'/.exec(response?.headers()["content-security-policy"] ?? "")?.[1];
  const html = (await response?.text()) ?? "";
  expect(nonce).toBeTruthy();
  expect(html).toContain(`nonce="${nonce}"`);
  expect(refused).toEqual([]);
});

test("a script of Next's own carries nosniff", async ({ request }) => {
  const html = await (await request.get(parlourUrl("/"))).text();
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1];
  if (!script) throw new Error("no script on the page");
  const response = await request.get(parlourUrl(script));
  expect(response.status()).toBe(200);
  expect(response.headers()).toMatchObject(everywhere);
});
