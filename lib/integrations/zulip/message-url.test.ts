import { expect, test } from "vitest";
import { encodeHash, messageUrl } from "./message-url.ts";
import { realmUrl } from "./realm-url.ts";

const message = {
  id: 42,
  sender_id: 8,
  sender_full_name: "Mara",
  sender_email: "mara@example.org",
  display_recipient: "supplies & orders",
  stream_id: 6,
  subject: "(ink) 100% black?",
  content: "",
  timestamp: 0,
};

test("a channel's message, in Zulip's own encoding of the fragment", () => {
  expect(messageUrl("https://chat.example", message)).toBe(
    "https://chat.example/#narrow/channel/6-supplies-.26-orders/topic/.28ink.29.20100.25.20black.3F/near/42",
  );
});

test.each([
  [[8], "8"],
  [[20, 8], "8,20"],
  [[20, 8, 9], "8,9,20-group"],
])("a direct message between %j", (ids, slug) => {
  const direct = { ...message, stream_id: null, display_recipient: ids.map((id) => ({ id })) };
  expect(messageUrl("https://chat.example", direct)).toBe(`https://chat.example/#narrow/dm/${slug}/near/42`);
});

test.each([
  ["a.b", "a.2Eb"],
  ["50%", "50.25"],
  ["it's (not) *that*!", "it.27s.20.28not.29.20.2Athat.2A.21"],
  ["grün/blau", "gr.C3.BCn.2Fblau"],
  ["\ud800", ".EF.BF.BD"],
])("%j is written %s", (text, encoded) => {
  expect(encodeHash(text)).toBe(encoded);
  if (text.isWellFormed()) expect(decodeURIComponent(encoded.replaceAll(".", "%"))).toBe(text);
});

test.each([
  "https://chat.example",
  "https://chat.example/",
  "https://chat.example/api/v1",
  "https://chat.example/api",
])("the realm of %s", (setting) => expect(realmUrl(setting)).toBe("https://chat.example"));
