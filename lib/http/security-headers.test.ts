import { expect, test } from "vitest";
import { parseEnv } from "#lib/core/env.ts";
import { frameAncestors } from "./security-headers.ts";

const sites = ["https://intranet.example", "http://127.0.0.1:8080"];

test("only the widget's page may be shown in frames, and only by the sites named", () => {
  expect(frameAncestors("/embed/talk", sites)).toBe("https://intranet.example http://127.0.0.1:8080");
  expect(frameAncestors("/embed/talk", [])).toBe("'none'");
  for (const path of [
    "/",
    "/dashboard",
    "/embed",
    "/embed/sign-in",
    "/embed/talk/x",
    "/embed/talks",
    "/EMBED/talk",
  ])
    expect(frameAncestors(path, sites), path).toBe("'none'");
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
