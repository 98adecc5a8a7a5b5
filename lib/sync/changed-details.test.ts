import { describe, expect, test } from "vitest";
import { changedDetails } from "./changed-details.ts";

const before = {
  summary: "REQUEST: Lena Hofer - A sprig of rosemary",
  description:
    "Session\nLena Hofer\nlena@example.org\n+43 1 234\n\nA sprig of rosemary\n\non the left arm\n\nOther times that would work:\n- Tuesday\n\nhttps://studio.example/admin/appointments/abc",
};
const withWords = (words: string) =>
  before.description.replace("A sprig of rosemary\n\non the left arm", words);

describe("what a person changed in the words of an event", () => {
  test.each([
    ["nothing", before, {}],
    ["the prefix alone", { ...before, summary: "Lena Hofer - A sprig of rosemary" }, {}],
    ["the words of the title", { ...before, summary: "REQUEST: Lena Hofer - rosemary, 2 h" }, {}],
    [
      "the name",
      { ...before, summary: "REQUEST: Lena Maria Hofer - A sprig" },
      { clientName: "Lena Maria Hofer" },
    ],
    ["a title of the person's own", { ...before, summary: "rosemary!" }, {}],
    ["the notes", { ...before, description: withWords("Two sprigs") }, { description: "Two sprigs" }],
    [
      "notes of several paragraphs, behind the link",
      { ...before, description: `${withWords("Two sprigs")}\n\nBring the photo\nand cash` },
      { description: "Two sprigs\n\nBring the photo\nand cash" },
    ],
    ["no notes left", { ...before, description: withWords("") }, { description: "" }],
    ["line ends of another app", { ...before, description: before.description.replaceAll("\n", "\r\n") }, {}],
    [
      "the mail address",
      { ...before, description: before.description.replace("lena@", "hofer@") },
      { clientEmail: "hofer@example.org" },
    ],
    [
      "the phone number",
      { ...before, description: before.description.replace("+43 1 234", "0660 9876543") },
      { clientPhone: "0660 9876543" },
    ],
    ["everything taken away", { ...before, description: "" }, {}],
    ["a name too long to be one", { ...before, summary: `${"x".repeat(200)} - y` }, {}],
    ["control characters", { ...before, summary: "Eve\u0000l - y" }, { clientName: "Eve l" }],
  ])("%s", (_name, after, changed) => {
    expect(changedDetails(before, after)).toEqual(changed);
  });
});
