import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { parseEnv } from "#lib/core/env.ts";
import { REFUSED_SCRIPT, REFUSED_STYLE } from "./refused-page-parts.ts";
import { frameAncestors, securityHeaders } from "./security-headers.ts";

const sites = ["https://intranet.example", "http://127.0.0.1:8080"];

test("only the widget's page and the booking form may be shown in frames, and only by the sites named", () => {
  for (const path of ["/embed/booking", "/embed/booking/auto/mara/fine-line", "/embed/requested/auto/token"])
    expect(frameAncestors(path, sites), path).toBe(sites.join(" "));
  expect(frameAncestors("/embed/talk", sites)).toBe("https://intranet.example http://127.0.0.1:8080");
  expect(frameAncestors("/embed/talk", [])).toBe("'none'");
  for (const path of [
    "/",
    "/dashboard",
    "/embed",
    "/embed/sign-in",
    "/embed/talk/x",
    "/embed/talks",
    "/embed/bookings",
    "/book/mara",
    "/EMBED/talk",
  ])
    expect(frameAncestors(path, sites), path).toBe("'none'");
});

test.each(["/appointment/t", "/inquiry/t/x", "/waitlist/t", "/embed/requested/auto/t"])(
  "the address of %s is told to nobody and found by nobody",
  (path) => {
    expect(securityHeaders(path)).toContainEqual(["Referrer-Policy", "no-referrer"]);
    expect(securityHeaders(path)).toContainEqual(["X-Robots-Tag", "noindex, nofollow"]);
  },
);

test.each(["/", "/book/mara", "/embed/booking/auto/mara", "/embed/requested", "/api/appointments"])(
  "%s is no secret",
  (path) => expect(securityHeaders(path).map(([name]) => name)).not.toContain("X-Robots-Tag"),
);

test("where customers' forms are sent, a refused one may be a page of its own, and nothing else may", () => {
  const policy = (path: string, method?: string) =>
    securityHeaders(path, method).find(([name]) => name === "Content-Security-Policy")?.[1];
  for (const { text, hash } of [REFUSED_STYLE, REFUSED_SCRIPT]) {
    expect(hash).toBe(`sha256-${createHash("sha256").update(text).digest("base64")}`);
    for (const path of [
      "/api/appointments",
      "/api/appointments/manage",
      "/api/inquiries",
      "/api/inquiries/manage",
      "/api/waitlist",
      "/api/waitlist/manage?x",
      "/api/offers/choose",
      "/api/offers/refuse",
      "/api/consents",
    ])
      expect(policy(path, "POST"), path).toContain(`'${hash}'`);
  }
  for (const [path, method] of [
    ["/api/appointments", "GET"],
    ["/api/appointments/x/confirm", "POST"],
    ["/api/pictures", "POST"],
  ] as const)
    expect(policy(path, method)).toBe("default-src 'none'; frame-ancestors 'none'");
});

test("the sites are origins, with spaces or commas between", () => {
  const read = (value: string) => parseEnv({ PARLOUR_EMBED_ORIGINS: value }).PARLOUR_EMBED_ORIGINS;
  expect(parseEnv({}).PARLOUR_EMBED_ORIGINS).toEqual([]);
  expect(read(" https://intranet.example,http://127.0.0.1:8080  https://[::1]:8443")).toEqual([
    ...sites,
    "https://[::1]:8443",
  ]);
});

test.each([
  "*",
  "https://*.example",
  "intranet.example",
  "https://intranet.example/",
  "https://intranet.example/talk",
  "https://intranet.example:443",
  "https://Intranet.example",
  "https://user@intranet.example",
  "https://intranet.example;script-src",
  "https://intranet.example'none'",
  "javascript:alert(1)",
  "null",
  Array.from({ length: 51 }, (_, index) => `https://site${index}.example`).join(" "),
])("%s stops the start", (value) => {
  expect(() => parseEnv({ PARLOUR_EMBED_ORIGINS: value })).toThrow(
    /^[^\n]*PARLOUR_EMBED_ORIGINS: must name[^\n]*$/,
  );
});
