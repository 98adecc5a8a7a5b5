import { describe, expect, test } from "vitest";
import { lookOfQuery, lookSegment, parseLook } from "./look.ts";
import { lookRule, themeOf } from "./look-style.ts";

const plain = {
  theme: "system",
  accent: null,
  ground: null,
  ink: null,
  radius: null,
  face: null,
  lang: null,
} as const;

describe("the look of the form in another site", () => {
  test.each([
    "auto",
    "light",
    "dark_accent-d0472b",
    "auto_accent-d0472b_ground-ffffff_ink-101010_radius-12_face-serif_lang-de",
  ])("%s reads back the same", (segment) => {
    expect(lookSegment(parseLook(segment))).toBe(segment);
  });

  test.each([
    "",
    "purple",
    "auto_accent-red",
    "auto_accent-</style>",
    "auto_radius-9999",
    "auto_face-Comic Sans",
    "auto_lang-de-AT",
    `auto_${"x-".repeat(10_000)}`,
    "auto__-_-",
  ])("%s says nothing", (segment) => {
    expect(parseLook(segment)).toEqual(plain);
    expect(lookRule(parseLook(segment))).toBe("");
  });

  test("plain parameters say the same", () => {
    const query = new URLSearchParams("theme=dark&accent=%23D0472B&radius=8px&lang=de&ink=url(x)");
    expect(lookSegment(lookOfQuery((name) => query.get(name)))).toBe("dark_accent-d0472b_radius-8_lang-de");
  });

  test("becomes variables of the theme, and nothing that could leave the rule", () => {
    const rule = lookRule(parseLook("auto_accent-d0472b_ground-ffffff_ink-101010_radius-12_face-serif"));
    expect(rule).toMatch(/^(:root){3}\{--[^{}<>]+\}$/);
    expect(rule).toContain("--radius:12px");
    expect(rule).toContain("--ground:#ffffff");
  });

  test("words stay readable on any ground", () => {
    expect(themeOf(parseLook("light_ground-101010"))).toBe("dark");
    expect(themeOf(parseLook("dark_ground-ffffff"))).toBe("light");
    expect(themeOf(parseLook("auto"))).toBe("system");
    expect(lookRule(parseLook("auto_ground-101010_ink-222222"))).toContain("--ink:#faf8f4;");
    expect(lookRule(parseLook("dark_ground-ffffff"))).toContain("--ink:#1a120d;");
    expect(lookRule(parseLook("auto_ground-ffffff_ink-003366"))).toContain("--ink:#003366;");
  });
});
