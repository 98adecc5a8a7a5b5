import { request as sendRequest } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { apiTokens } from "#db/schema/users.ts";
import { hashToken } from "#lib/core/ids.ts";
import { ESCAPES } from "#tests/support/escaping-paths.ts";
import { type GatewayStudio, openGatewayStudio, tokenOf } from "#tests/support/gateway-studio.ts";

const FILES = "/api/integrations/nextcloud/files";

async function open(files: Record<string, string> = { "Nora Weiß/Sent Media/plan 100%.txt": "0123456789" }) {
  const studio = await openGatewayStudio();
  for (const [name, content] of Object.entries(files)) await studio.put(name, content);
  const written = (path: string) => `${FILES}/${path.split("/").map(encodeURIComponent).join("/")}`;
  return { studio, written };
}

function addToken(studio: GatewayStudio, token: string, scopes: string[]): void {
  studio.db
    .insert(apiTokens)
    .values({
      id: token,
      userId: "user-staff",
      name: token,
      scopes,
      tokenHash: hashToken(token),
      createdAt: 0,
    })
    .run();
}

/** Sends an address just as it is written, which `fetch` and `URL` do not. */
function sendRaw(
  studio: GatewayStudio,
  method: string,
  path: string,
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(studio.address);
  const headers = { Authorization: `Bearer ${tokenOf("staff")}` };
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest({ hostname, port, method, path, headers, agent: false }, async (answer) =>
      resolve({ status: answer.statusCode ?? 0, body: await text(answer) }),
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
}

test("a file comes by its address, whole, in parts and as HEAD", async () => {
  const { studio, written } = await open();
  const path = written("Nora Weiß/Sent Media/plan 100%.txt");
  const whole = await studio.send({ path });
  expect([whole.status, whole.text]).toEqual([200, "0123456789"]);
  expect(whole.headers).toMatchObject({
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringMatching(/^inline; filename="plan 100_\.txt"/),
  });
  const part = await studio.send({ path, headers: { Range: "bytes=2-5" } });
  expect([part.status, part.text]).toEqual([206, "2345"]);
  const head = await studio.send({ path, method: "HEAD" });
  expect([head.status, head.text, head.headers["content-length"]]).toEqual([200, "", "10"]);
  const kept = await studio.send({ path, query: { download: "1" } });
  expect(kept.headers["content-disposition"]).toMatch(/^attachment; /);
  expect((await studio.send({ path, query: { etag: "other" } })).json.code).toBe("file_changed");
  // The base folder's own name may stand in front, as everywhere.
  expect(
    (await studio.send({ path: written("05_Customers/Nora Weiß/Sent Media/plan 100%.txt") })).status,
  ).toBe(200);
});

test("a folder answers what is in it, page by page", async () => {
  const { studio, written } = await open({
    "Nora/a.txt": "a",
    "Nora/b.txt": "b",
    "Nora/c.txt": "c",
    "Nora/d/e": "e",
  });
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: "3", ...(cursor === null ? {} : { cursor }) };
    const { status, json } = await studio.send({ path: written("Nora"), query });
    expect(status).toBe(200);
    const { files, nextCursor } = json;
    if (!Array.isArray(files)) throw new Error("no files");
    names.push(...files.map((file: { filename: string }) => file.filename));
    cursor = typeof nextCursor === "string" ? nextCursor : null;
  } while (cursor !== null);
  expect(names).toEqual(["d", "a.txt", "b.txt", "c.txt"]);
  expect((await studio.send({ path: written("Nora"), method: "HEAD" })).status).toBe(404);
  expect(await studio.send({ path: written("Nobody") })).toMatchObject({
    status: 404,
    json: { code: "not_found" },
  });
  expect((await studio.send({ path: written("Nora"), query: { limit: "0" } })).status).toBe(422);
});

test("a file is deleted once, when it is the version that was seen", async () => {
  const { studio, written } = await open({ "Nora/a.txt": "a", "Nora/b.txt": "b" });
  const path = written("Nora/a.txt");
  expect((await studio.send({ method: "DELETE", path, query: { etag: "other" } })).json.code).toBe(
    "file_changed",
  );
  expect(await studio.send({ method: "DELETE", path })).toMatchObject({
    status: 200,
    json: { deleted: true, undo: { path: "Nora/a.txt", deleted_at: expect.stringMatching(/Z$/) } },
  });
  expect(await studio.names("Nora")).toEqual(["b.txt"]);
  expect((await studio.send({ method: "DELETE", path })).status).toBe(404);
});

test("a form uploads files and answers their records", async () => {
  const { studio } = await open({ "Nora/a.txt": "a" });
  const form = new FormData();
  form.set("nextcloud_path", "Nora");
  form.set("file", new File(["new"], "sketch.txt", { type: "text/plain" }));
  const sent = new Response(form);
  const answer = await studio.send({
    method: "POST",
    path: `${FILES}/upload`,
    headers: { "Content-Type": sent.headers.get("content-type") ?? "" },
    body: Buffer.from(await sent.arrayBuffer()),
  });
  expect(answer).toMatchObject({
    status: 201,
    json: { nextcloud_path: "Nora/sketch.txt", size: 3, state: "stored" },
  });
  expect((await studio.read("Nora/sketch.txt")).toString()).toBe("new");
});

/** As they stand in an address, decoded once on our side. */
const WRITTEN = [
  // Half a surrogate cannot be written into one.
  ...ESCAPES.map(([, path]) => path)
    .filter((path) => path.isWellFormed())
    .map((path) => path.split("/").map(encodeURIComponent).join("/").replaceAll("%2E", ".")),
  "..",
  "../../secret.txt",
  "Nora/../../secret.txt",
  "%2e%2e/secret.txt",
  "Nora%2Fa.png",
  "Nora%2f..%2f..%2fsecret.txt",
  "Nora%5Ca.png",
  "Nora/%00a.png",
  "Nora/%E0%A4%A.png",
  "Nora/%",
  ".",
];

test("nothing in an address leads out of the base folder, and no encoded slash is one", async () => {
  const { studio } = await open({ "Nora/a.png": "a" });
  for (const path of WRITTEN)
    for (const method of ["GET", "DELETE"]) {
      const { status, body } = await sendRaw(studio, method, `${FILES}/${path}`);
      expect([status, body], `${method} ${path}`).toEqual([422, expect.stringContaining("name_not_allowed")]);
    }
  expect(await studio.names("Nora")).toEqual(["a.png"]);
});

test("who may: the scopes of files, which those of other systems do not include", async () => {
  const { studio, written } = await open({ "Nora/a.txt": "a", "Nora/b.txt": "b" });
  addToken(studio, "integrations", ["integrations:write"]);
  addToken(studio, "reads", ["files:read"]);
  addToken(studio, "writes", ["files:write"]);
  const path = written("Nora/a.txt");
  const as = (token: string | null, method: string, asked = path) =>
    studio.send({
      method,
      path: asked,
      as: null,
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    });
  expect((await as(null, "GET")).status).toBe(401);
  for (const method of ["GET", "HEAD", "DELETE"])
    expect((await as("integrations", method)).status, method).toBe(403);
  expect((await as("integrations", "GET", written("Nora"))).status).toBe(403);
  for (const token of ["integrations", "reads"])
    expect((await as(token, "POST", `${FILES}/upload`)).status, token).toBe(403);
  expect((await as("reads", "GET")).status).toBe(200);
  expect((await as("reads", "GET", written("Nora"))).status).toBe(200);
  expect((await as("reads", "DELETE")).status).toBe(403);
  expect((await as("reads", "POST")).status).toBe(418);
  // An artist sees only what lies in folders of customers of theirs.
  expect((await studio.send({ path, as: "mara" })).status).toBe(404);
  expect((await studio.send({ path, method: "DELETE", as: "mara" })).status).toBe(404);
  expect((await as("writes", "DELETE")).status).toBe(200);
  expect(await studio.names("Nora")).toEqual(["b.txt"]);
});
