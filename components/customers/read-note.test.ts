import { expect, test } from "vitest";
import { readNote, readNoteOf } from "./read-note.ts";

const note = { id: "n1", text: "Heron", updated_at: "2026-11-20T10:00:00.123Z" };
const read = { text: "Heron", updatedAt: Date.UTC(2026, 10, 20, 10, 0, 0, 123) };

test("a note keeps its instant to the millisecond", () => {
  expect(readNote(note)).toEqual(read);
});

test.each([[null], [{ ...note, updated_at: "yesterday" }], [{ ...note, text: "" }]])(
  "no note: %j",
  (value) => {
    expect(readNote(value)).toBeNull();
  },
);

test("a note is found among a customer's, or is gone", () => {
  const answer = { customer: { notes: [{ ...note, id: "n0", text: "Other" }, note] } };
  expect(readNoteOf(answer, "n1")).toEqual(read);
  expect(readNoteOf(answer, "n2")).toBeNull();
});
