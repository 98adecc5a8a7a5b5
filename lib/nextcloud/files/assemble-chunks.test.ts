import { afterEach, expect, test, vi } from "vitest";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { stopTimers } from "#tests/support/own-time.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { createTransport } from "../transport.ts";
import { assembleChunks } from "./assemble-chunks.ts";
import { type FilesAt, nextcloudFiles } from "./files-at.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

const TARGET = "/remote.php/dav/files/anna/a%20b.bin";
const UPLOAD = "/remote.php/dav/uploads/anna/u1";
const described = (href: string, size: number) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype/><d:getcontentlength>${size}</d:getcontentlength><d:getetag>"e"</d:getetag><oc:fileid>7</oc:fileid></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`;

/** A server that answers the MOVE so, and has put the file together once it was asked about `after` times. */
async function slow(move: number | "cut" | "never", after: number, size = 10): Promise<FilesAt> {
  let asked = 0;
  server = await startTestServer((request, response) => {
    if (request.method === "MOVE") {
      if (move === "cut") response.destroy();
      else if (move !== "never") response.writeHead(move).end();
      return;
    }
    const ofTarget = request.url === TARGET;
    if (ofTarget) asked += 1;
    const done = asked > after;
    if (ofTarget ? done : !done) response.writeHead(207).end(described(request.url, ofTarget ? size : 5));
    else response.writeHead(ofTarget && asked === 1 ? 503 : 404).end();
  });
  const account = { baseUrl: server.url, username: "anna", password: "pw", calendarBasePath: "" };
  return nextcloudFiles(createTransport(account));
}

const assemble = (at: FilesAt, waitMs?: number) =>
  assembleChunks(at, "u1", "a b.bin", { totalSize: 10, timeoutMs: 200, pollEveryMs: 1, waitMs });
const moves = () => server?.seen.filter(({ method }) => method === "MOVE") ?? [];

test.each(["never", 504, 502, "cut"] as const)(
  "%s: the file is waited for, and nothing asked twice",
  async (move) => {
    const at = await slow(move, 3);
    stopTimers();
    const stored = assemble(at);
    await waitFor("the MOVE", () => moves().length > 0);
    if (move === "never") vi.advanceTimersByTime(200);
    expect(await stored).toEqual({ etag: '"e"', fileId: "7" });
    expect(moves()).toHaveLength(1);
    expect(moves()[0]).toMatchObject({
      url: `${UPLOAD}/.file`,
      headers: { overwrite: "F", "oc-total-length": "10", destination: `${server?.url}${TARGET}` },
    });
  },
);

test("a file that never comes is the failure it began with", async () => {
  const at = await slow(504, Number.POSITIVE_INFINITY);
  await expect(assemble(at, 300)).rejects.toMatchObject({ status: 504 });
  expect(moves()).toHaveLength(1);
});

test("a file of another size is not the one", async () => {
  const at = await slow(504, 0, 9);
  await expect(assemble(at, 300)).rejects.toMatchObject({ status: 504 });
});

test.each([
  [507, "quota"],
  [423, "locked"],
  [412, "exists"],
  [500, "server-error"],
])("%i is told at once", async (status, reason) => {
  const at = await slow(status, 0);
  await expect(assemble(at)).rejects.toMatchObject({ reason });
  expect(server?.seen).toHaveLength(1);
});
