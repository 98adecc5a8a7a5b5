import { expect, test } from "vitest";
import { pictureBox } from "./picture-box.ts";

test.each([
  [1200, 800, { width: 360, aspectRatio: "1.5" }],
  [800, 1600, { width: 160, aspectRatio: "0.5" }],
  [40, 40, { width: 72, aspectRatio: "1" }],
  [10_000, 10, { width: 360, aspectRatio: "8" }],
  [10, 10_000, { width: 72, aspectRatio: "0.225" }],
  [null, null, { width: 240, aspectRatio: "1 / 1" }],
  [-4, 8, { width: 240, aspectRatio: "1 / 1" }],
])("%s × %s", (width, height, box) => expect(pictureBox({ width, height })).toEqual(box));
