import { expect, test } from "vitest";
import { foldText } from "./fold-text.ts";

test.each([
  ["Nora Weiß", "nora weiss"],
  ["NORA WEISS", "nora weiss"],
  ["WEIẞ", "weiss"],
  ["  Søren \t\n Kjær ", "soren kjaer"],
  ["Łukasz Żółć", "lukasz zolc"],
  ["İpek Işık", "ipek isik"],
  ["Zoe\u0308", "zoe"],
  ["Zo\u00eb", "zoe"],
  ["ΝΊΚΟΣ", "νικοσ"],
  ["ﬁlm №5", "film no5"],
  ["Ｆｕｌｌ", "full"],
  ["👩‍🎨 Ana", "👩‍🎨 ana"],
  ["נועה", "נועה"],
  ["\u0000\u0301", ""],
])("%j", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test("half a character becomes the sign for one, and nothing is thrown", () => {
  expect(foldText("a\ud83d")).toBe("a\ufffd");
});
