import { expect, test } from "vitest";
import { registrationFile } from "./registration-file.ts";

const written = (server = "chat.example.org") =>
  registrationFile({
    url: "https://studio.example.org",
    serverName: server,
    asToken: 'a"b\\c: #',
    hsToken: "h",
  });

test("what a homeserver reads", () => {
  expect(
    written(),
  ).toBe(`# Parlour's application service. Whoever has these tokens can act for everybody it knows.
id: "parlour"
url: "https://studio.example.org"
as_token: "a\\"b\\\\c: #"
hs_token: "h"
sender_localpart: "hub_bot"
rate_limited: false
namespaces:
  users:
    - exclusive: true
      regex: "^@hub_.*:chat\\\\.example\\\\.org$"
  aliases:
    - exclusive: true
      regex: "^#hub_.*:chat\\\\.example\\\\.org$"
  rooms: []
`);
});

test.each(["chat.example.org", "chat.example.org:8448", "[::1]:8448"])(
  "%s is claimed, and no other server",
  (server) => {
    const [, quoted = '""'] = /regex: (".*")/.exec(written(server)) ?? [];
    const namespace = new RegExp(JSON.parse(quoted));
    expect(namespace.test(`@hub_u_default_1:${server}`)).toBe(true);
    expect(namespace.test(`@hub_u_default_1:${server.replace(/[.:]/, "x")}`)).toBe(false);
    expect(namespace.test(`@nora:${server}`)).toBe(false);
  },
);
