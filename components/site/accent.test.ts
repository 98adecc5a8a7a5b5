import { expect, test } from "vitest";
import { accentShades, accentVariables, contrast, isFaintOnPaper, isHexColour } from "./accent.ts";

test("contrast is WCAG's", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

const every = ["00", "33", "66", "99", "cc", "ff"];
const colours = every.flatMap((r) => every.flatMap((g) => every.map((b) => `#${r}${g}${b}`)));

test("whatever colour a studio takes, the words in and on it can be read, on light and on dark pages", () => {
  for (const hex of colours) {
    const { light, dark } = accentShades(hex);
    for (const [name, text, ground] of [
      ["button, light", light.on, light.fill],
      ["button under the pointer, light", light.on, light.fillHover],
      ["link, light", light.text, "#faf8f4"],
      ["link on a sunk ground, light", light.text, "#f2efe8"],
      ["button, dark", dark.on, dark.fill],
      ["button under the pointer, dark", dark.on, dark.fillHover],
      ["link, dark", dark.text, "#171310"],
      ["link on a raised ground, dark", dark.text, "#262120"],
    ] as const) {
      expect(contrast(text, ground), `${hex}: ${name}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test("the colour itself is what light pages show, a lighter one what dark pages show", () => {
  const { light, dark } = accentShades("#1D4ED8");
  expect(light.fill).toBe("#1d4ed8");
  expect(contrast(dark.fill, "#171310")).toBeGreaterThan(contrast(light.fill, "#171310"));
  expect(accentVariables("#1d4ed8")["--accent-fill"]).toMatch(/^light-dark\(#1d4ed8, #[0-9a-f]{6}\)$/);
});

test("a pale colour is told, a strong one is not", () => {
  expect(isFaintOnPaper("#ffe680")).toBe(true);
  expect(isFaintOnPaper("#1d4ed8")).toBe(false);
});

test.each([
  ["#1d4ed8", true],
  ["#FFF000", true],
  ["#fff", false],
  ["1d4ed8", false],
  ["#1d4ed8; background: url(x)", false],
])("%s is a colour: %s", (value, is) => {
  expect(isHexColour(value)).toBe(is);
});
