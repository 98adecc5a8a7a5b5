import { expect, test } from "vitest";
import { differingFields, readMergePreview } from "./read-merge-preview.ts";

const answer = {
  preview: {
    kept: { name: "Nora Weiß", email: "nora@example.org", phone: "" },
    other: { name: "N. Weiss", email: "nora@example.org", phone: "0660 1234567" },
    result: { tags: ["fine line", "regular"] },
    moves: { appointments: 2, notes: 1, tags: 1, media: 4 },
    other_folder: "05_Customers/N. Weiss",
  },
};

test("a preview is read, and only what differs on both sides is a choice", () => {
  const preview = readMergePreview(answer);
  expect(preview).toEqual({
    kept: answer.preview.kept,
    other: answer.preview.other,
    tags: ["fine line", "regular"],
    moves: { appointments: 2, notes: 1, media: 4 },
    otherFolder: "05_Customers/N. Weiss",
  });
  if (preview) expect(differingFields(preview)).toEqual(["name"]);
});

test.each([null, {}, { preview: { kept: {}, other: {} } }, "text"])("%j is no preview", (value) => {
  expect(readMergePreview(value)).toBeNull();
});
