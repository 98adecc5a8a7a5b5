import { expect, test } from "vitest";
import { refuseFile } from "./refuse-file.ts";

const limits = { maxBytes: 1000, accept: ["image/*"] };

test.each([
  [{ name: "a.png", type: "image/png", size: 1000 }, null],
  [{ name: "a.png", type: "image/png", size: 1001 }, "too_large"],
  [{ name: "a.pdf", type: "application/pdf", size: 1 }, "unsupported_type"],
  [{ name: "a\\b.png", type: "image/png", size: 1 }, "invalid_input"],
])("%j", (file, code) => {
  expect(refuseFile(file, limits)?.code ?? null).toBe(code);
});
