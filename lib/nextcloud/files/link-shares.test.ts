import { afterEach, expect, test } from "vitest";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { createTransport } from "../transport.ts";
import { nextcloudFiles } from "./files-at.ts";
import { createLinkShare, listLinkShares } from "./link-shares.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

async function answering(status: number, message: string, data: unknown) {
  const envelope = { ocs: { meta: { status: "x", statuscode: status, message }, data } };
  server = await startTestServer((request, response) => {
    if (request.method === "PROPFIND") response.writeHead(404).end();
    else response.writeHead(status).end(JSON.stringify(envelope));
  });
  const account = { baseUrl: server.url, username: "anna", password: "pw", calendarBasePath: "" };
  return nextcloudFiles(createTransport(account));
}

const link = (more: object = {}) => ({
  id: 5,
  share_type: 3,
  url: "https://cloud.example/s/abc",
  expiration: null,
  share_with: null,
  password: null,
  ...more,
});

test("hashes are not passed on, only that there is a password", async () => {
  const hash = "3|$argon2id$v=19$m=65536";
  const at = await answering(200, "OK", [
    link({ share_with: hash, password: hash, expiration: "2027-03-01 00:00:00" }),
    link({ id: "6" }),
    { id: "7", share_type: 0, share_with: "max" },
  ]);
  const shares = await listLinkShares(at, "a/b ü.txt");
  expect(shares).toEqual([
    { id: "5", url: "https://cloud.example/s/abc", expires: "2027-03-01", hasPassword: true },
    { id: "6", url: "https://cloud.example/s/abc", expires: null, hasPassword: false },
  ]);
  expect(new URL(server?.seen[0]?.url ?? "", "http://x").searchParams.get("path")).toBe("/a/b ü.txt");
});

test("what is asked for may only be read", async () => {
  const at = await answering(200, "OK", link());
  await createLinkShare(at, "a", { password: "secret", expires: "2027-03-01" });
  expect(JSON.parse(server?.seen[0]?.body ?? "")).toEqual({
    path: "/a",
    shareType: 3,
    permissions: 1,
    password: "secret",
    expireDate: "2027-03-01",
  });
});

test.each([400, 403])("a refusal with %i keeps the server's words, one short line", async (status) => {
  const said = `Password needs to be\nat least 10 characters long${" x".repeat(500)}`;
  const at = await answering(status, said, []);
  const failure = createLinkShare(at, "a", { password: "a" });
  await expect(failure).rejects.toMatchObject({ kind: "rejected", reason: "share-refused" });
  await expect(failure).rejects.toThrow(/^Password needs to be at least 10 characters long x[^\n]{0,200}$/);
});

test("a link that is no web address is not passed on", async () => {
  const at = await answering(200, "OK", link({ url: "javascript:alert(1)" }));
  await expect(createLinkShare(at, "a")).rejects.toMatchObject({
    kind: "malformed",
    reason: "unexpected-data",
  });
});
