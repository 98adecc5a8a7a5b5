import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";

/** The address of the frame that the one-line snippet makes where the page's variables are these. */
function frameOf(variables: Record<string, string>): string {
  const pixels: Record<string, number[]> = {
    transparent: [0, 0, 0, 0],
    "#fff8": [255, 255, 255, 136],
    red: [255, 0, 0, 255],
  };
  const frame = { src: "", style: {} };
  const pen = {
    canvas: {},
    fillStyle: "",
    fillRect: () => {},
    getImageData: () => ({ data: pixels[pen.fillStyle] }),
  };
  runInNewContext(readFileSync("public/embed/booking.js", "utf8"), {
    URL,
    CSS: { supports: () => true },
    addEventListener: () => {},
    getComputedStyle: () => ({ getPropertyValue: (name: string) => variables[name] ?? "" }),
    document: {
      currentScript: {
        src: "https://parlour.example/embed/booking.js",
        dataset: {},
        parentElement: {},
        after: () => {},
      },
      documentElement: { lang: "" },
      createElement: (name: string) => (name === "canvas" ? { getContext: () => pen } : frame),
    },
  });
  return frame.src;
}

test("a colour of the site's is taken; one that can be seen through is none, black least of all", () => {
  expect(frameOf({ "--parlour-accent": "red" })).toBe(
    "https://parlour.example/embed/booking/auto_accent-ff0000",
  );
  expect(frameOf({ "--parlour-ground": "transparent" })).toBe("https://parlour.example/embed/booking/auto");
  expect(frameOf({ "--parlour-ground": "#fff8" })).toBe("https://parlour.example/embed/booking/auto");
});
