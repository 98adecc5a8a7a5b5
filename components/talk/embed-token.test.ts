import { describe, expect, test } from "vitest";
import { readTokenMessage, tokenMessage } from "./embed-token.ts";

const expected = { origin: "https://parlour.example", state: "s3cr3t", site: "https://intranet.example" };
const message = {
  origin: "https://parlour.example",
  data: tokenMessage({
    state: "s3cr3t",
    site: "https://intranet.example",
    token: "parlour-embed_x",
    expiresAt: "2026-11-20T12:00:00.000Z",
  }),
};

test("the answer waited for", () => {
  expect(readTokenMessage(message, expected)).toEqual({
    token: "parlour-embed_x",
    expiresAtMs: Date.UTC(2026, 10, 20, 12),
  });
});

describe("anything else is no answer", () => {
  test.each<[string, { origin: string; data: unknown }]>([
    ["from the site around it", { ...message, origin: "https://intranet.example" }],
    ["from an origin that only begins alike", { ...message, origin: "https://parlour.example.evil.test" }],
    ["with another state", { ...message, data: { ...message.data, state: "other" } }],
    ["without a state", { ...message, data: { ...message.data, state: undefined } }],
    ["for another site", { ...message, data: { ...message.data, site: "https://evil.test" } }],
    ["of another type", { ...message, data: { ...message.data, type: "parlour:height" } }],
    ["without a token", { ...message, data: { ...message.data, token: 7 } }],
    ["without an end", { ...message, data: { ...message.data, expiresAt: "soon" } }],
    ["that is text", { ...message, data: JSON.stringify(message.data) }],
    ["that is nothing", { ...message, data: null }],
  ])("%s", (_name, other) => {
    expect(readTokenMessage(other, expected)).toBeNull();
  });
});
