import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { type Recording, readRecording, recordingNames } from "#tests/contract/replay-server.ts";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { createTransport } from "../transport.ts";
import { assembleChunks } from "./assemble-chunks.ts";
import { abortChunks, beginChunks, listChunks, putChunk } from "./chunks.ts";
import { deleteFile } from "./delete-file.ts";
import { type FilesAt, nextcloudFiles } from "./files-at.ts";
import { createLinkShare, deleteLinkShare, listLinkShares } from "./link-shares.ts";
import { listFolder } from "./list-folder.ts";
import { makeFolder } from "./make-folder.ts";
import { moveFile } from "./move-file.ts";
import { type OpenFileOptions, openFile } from "./open-file.ts";
import { openPreview } from "./open-preview.ts";
import { type PutFileOptions, putFile } from "./put-file.ts";
import { searchFiles } from "./search-files.ts";
import { statFile } from "./stat-file.ts";
import { listTrash } from "./trash.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

/** A call of the client; `path` is what the recording asks about, below the account's home. */
type Run = (at: FilesAt, path: string) => Promise<unknown>;

const refused = (reason: string, status: number, retryable = false) => ({
  kind: "rejected",
  reason,
  status,
  retryable,
});
const open =
  (headers: OpenFileOptions["headers"] = {}, method: "GET" | "HEAD" = "GET"): Run =>
  async (at, path) => {
    const { status, headers: answered, body } = await openFile(at, path, { method, headers });
    return [status, String(await buffer(body)), answered["content-range"] ?? null];
  };
const put =
  (options: Partial<PutFileOptions> = {}): Run =>
  (at, path) =>
    putFile(at, path, Readable.from([Buffer.from("x")]), { size: 1, ...options });
const destination = "Wire-Files/groß #1.bin";
const assemble: Run = (at) =>
  assembleChunks(at, "wire-upl-1", destination, { totalSize: 5_244_114, modifiedMs: 1_700_000_000_000 });
const chunk =
  (id: string, number: number): Run =>
  (at) =>
    putChunk(at, id, number, Readable.from([Buffer.from("x")]), {
      size: 1,
      totalSize: 5_244_114,
      destination,
    });
const preview =
  (size: number): Run =>
  async (at) => {
    const answer = await openPreview(at, "108", { width: size, height: 64 });
    return answer && [answer.headers["content-type"], (await buffer(answer.body)).subarray(1, 4).toString()];
  };
const oddEntry = (name: string, fileId: number, more: object = {}) => ({
  path: `Wire-Files/${name}`,
  name,
  isFolder: false,
  size: 1,
  modifiedMs: expect.any(Number),
  etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
  mimeType: "text/plain",
  fileId: String(fileId),
  permissions: "RGDNVW",
  hasPreview: true,
  quotaAvailableBytes: null,
  ...more,
});
const whole = "0123456789";
const etag = '"6a2f13f6b58a05b947ab375d177db8b4"';

/** What is called, what comes of it, and the recording of a second request, where there is one. */
const CASES: Record<string, [Run, unknown, string?]> = {
  "files-propfind-depth0": [
    (at, path) => statFile(at, path),
    oddEntry("plan.bin", 478, {
      size: 12,
      modifiedMs: 1_795_168_354_000,
      mimeType: "application/x-bin",
      hasPreview: false,
    }),
  ],
  "files-propfind-depth1-odd-names": [
    (at, path) => listFolder(at, path),
    {
      folder: {
        ...oddEntry("", 477),
        path: "Wire-Files",
        name: "Wire-Files",
        isFolder: true,
        size: 36,
        etag: '"6b00186923d35"',
        mimeType: "",
        permissions: "RGDNVCK",
        hasPreview: false,
      },
      entries: [
        oddEntry(" führend.txt", 486),
        oddEntry("%41.txt", 488),
        oddEntry("100% fertig #1?+&=;.txt", 484),
        oddEntry("[1]{2}.txt", 492),
        oddEntry("a+b.txt", 489),
        oddEntry("apo's.txt", 491),
        oddEntry("emoji 🩰.txt", 485),
        oddEntry("ende.txt ", 487, { mimeType: "application/octet-stream", hasPreview: false }),
        oddEntry("mt.txt", 482),
        oddEntry("plan.bin", 478, { size: 12, mimeType: "application/x-bin", hasPreview: false }),
        oddEntry("te.bin", 481, { size: 13, mimeType: "application/x-bin", hasPreview: false }),
        oddEntry('x:y|z*<>".txt', 490),
        oddEntry("Ümläut ß.txt", 483),
      ],
    },
  ],
  "files-propfind-404": [(at, path) => statFile(at, path), null],
  "files-propfind-foreign-home": [async (at, path) => (await listFolder(at, path)).entries, []],
  "files-propfind-unknown-user": [(at, path) => listFolder(at, path), refused("not-found", 404)],
  "files-propfind-quota": [async (at, path) => (await statFile(at, path))?.quotaAvailableBytes, null],
  "files-get": [open(), [200, whole, null]],
  "files-get-304": [open({ ifNoneMatch: etag }), [304, "", null]],
  "files-get-404": [open(), refused("not-found", 404)],
  "files-get-directory": [open(), [200, expect.stringContaining("WebDAV interface"), null]],
  "files-get-multirange": [
    open({ range: "bytes=0-1,4-5" }),
    [206, expect.stringContaining("bytes 4-5/10"), null],
  ],
  "files-get-odd-name": [open(), [200, "x", null]],
  "files-get-range": [open({ range: "bytes=2-5" }), [206, "2345", "bytes 2-5/10"]],
  "files-get-range-416": [open({ range: "bytes=50-60" }), [416, "", null]],
  "files-get-range-if-range-stale": [open({ range: "bytes=2-5", ifRange: '"stale"' }), [200, whole, null]],
  "files-get-range-suffix": [open({ range: "bytes=-3" }), [206, "789", "bytes 7-9/10"]],
  "files-head": [open({ range: "bytes=2-5" }, "HEAD"), [200, "", null]],
  "files-put-created": [put({ ifNoneMatch: "*" }), { etag, fileId: "478" }],
  "files-put-updated": [
    put({ ifMatch: etag }),
    { etag: '"08e188ecc3b3c7d680b4259e2d6abdcd"', fileId: "478" },
  ],
  "files-put-bad-mtime": [put(), refused("server-error", 500, true)],
  "files-put-htaccess": [put(), refused("forbidden", 403)],
  "files-put-if-match-mismatch": [put({ ifMatch: '"0"' }), refused("changed", 412)],
  "files-put-if-none-match-conflict": [put({ ifNoneMatch: "*" }), refused("exists", 412)],
  "files-put-invalid-name": [put(), refused("name-refused", 400)],
  "files-put-locked": [put(), refused("locked", 423, true)],
  "files-put-name-too-long": [put(), refused("name-refused", 400)],
  "files-put-on-directory": [put(), refused("exists", 409)],
  "files-put-parent-missing": [put(), refused("parent-missing", 404)],
  "files-put-part-suffix": [put(), refused("locked", 423, true)],
  "files-put-quota-507": [put(), refused("quota", 507)],
  "files-mkcol": [(at, path) => makeFolder(at, path), "made"],
  "files-mkcol-exists": [(at, path) => makeFolder(at, path), "exists"],
  "files-mkcol-parent-missing": [(at, path) => makeFolder(at, path), refused("parent-missing", 409)],
  "files-move": [(at, path) => moveFile(at, path, "Wire-Files/te neu #2.bin"), undefined],
  "files-move-404": [(at, path) => moveFile(at, path, "Wire-Files/x"), refused("not-found", 404)],
  "files-move-exists": [(at, path) => moveFile(at, path, "Wire-Files/x"), refused("exists", 412)],
  "files-move-parent-missing": [(at, path) => moveFile(at, path, "zz/p"), refused("parent-missing", 409)],
  "files-delete": [(at, path) => deleteFile(at, path), undefined],
  "files-delete-404": [(at, path) => deleteFile(at, path), refused("not-found", 404)],
  "files-delete-locked": [(at, path) => deleteFile(at, path), refused("locked", 423, true)],
  "files-search": [
    (at) => searchFiles(at, "", { text: "ML", limit: 20 }),
    [expect.objectContaining({ path: "Wire-Files/Ümläut ß.txt", fileId: "483", size: 1 })],
  ],
  "chunk-mkcol": [(at) => beginChunks(at, "wire-upl-1", destination), undefined],
  "chunk-mkcol-again": [(at) => beginChunks(at, "wire-upl-1", destination), undefined],
  "chunk-put-1": [chunk("wire-upl-1", 1), undefined],
  "chunk-put-without-mkcol": [chunk("nope", 1), refused("not-found", 404)],
  "chunk-list": [
    (at) => listChunks(at, "wire-upl-1"),
    [
      { number: 1, size: 5_242_880 },
      { number: 2, size: 1_234 },
    ],
  ],
  "chunk-move": [assemble, { etag: '"201f6127a91c2bbcb145835d3c675442"', fileId: "515" }],
  "chunk-move-wrong-total": [assemble, refused("incomplete-upload", 400)],
  "chunk-move-after-abort": [assemble, refused("not-found", 404)],
  "chunk-abort": [(at) => abortChunks(at, "wire-upl-1"), undefined],
  "preview-404": [preview(64), null],
  "preview-bad-size": [preview(0), null],
  "preview-by-fileid": [preview(64), ["image/png", "PNG"]],
  "share-link-create": [
    (at) => createLinkShare(at, "Wire-Files", { password: "x", expires: "2027-03-01" }),
    { id: "5", url: expect.stringMatching(/\/index\.php\/s\//), expires: "2027-03-01", hasPassword: true },
  ],
  // The path is asked about before the day is blamed: both are a 404.
  "share-link-past-date": [
    (at) => createLinkShare(at, "Wire-Files", { expires: "2020-01-01" }),
    refused("share-refused", 404),
    "files-propfind-depth1-odd-names",
  ],
  "share-bad-path": [
    (at) => createLinkShare(at, "gibtsnicht"),
    refused("not-found", 404),
    "files-propfind-404",
  ],
  "share-list-path": [(at, path) => listLinkShares(at, path || "Wire-Files/plan.bin"), []],
  "share-delete": [(at) => deleteLinkShare(at, "4"), undefined],
  "share-delete-404": [(at) => deleteLinkShare(at, "4"), refused("not-found", 404)],
  "trashbin-list": [
    (at) => listTrash(at),
    [
      {
        href: "/remote.php/dav/trashbin/anna/trash/kopie.bin.d1795168366",
        name: "kopie.bin",
        originalPath: "Wire-Files/kopie.bin",
        deletedMs: 1_795_168_366_000,
      },
      {
        href: "/remote.php/dav/trashbin/anna/trash/plan.bin.d1795168365",
        name: "plan.bin",
        originalPath: "Wire-Files/plan.bin",
        deletedMs: 1_795_168_365_000,
      },
    ],
  ],
};

describe("what the client concludes from recorded exchanges about files", () => {
  test.each(Object.entries(CASES))("%s", async (name, [run, expected, second]) => {
    const recording = readRecording(name);
    server = await play(recording, ...(second === undefined ? [] : [readRecording(second)]));
    const [, , , , home = "anna", ...segments] = recording.request.path.split("/");
    const transport = createTransport({
      baseUrl: server.url,
      username: "anna",
      password: "pw",
      calendarBasePath: "",
    });
    const at = nextcloudFiles(transport, recording.request.path.includes("/dav/files/") ? home : "anna");
    const path = segments.map(decodeURIComponent).filter(Boolean).join("/");
    const outcome = await run(at, path).catch((error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error;
      return { kind: error.kind, reason: error.reason, status: error.status, retryable: error.retryable };
    });
    expect(outcome).toEqual(expected);
    const [first] = server.seen;
    expect([first?.method, plain(first?.url ?? "")]).toEqual([
      recording.request.method,
      plain(recording.request.path),
    ]);
  });

  test("every recording is played", () => {
    expect(recordingNames(true)).toEqual(Object.keys(CASES).sort());
  });
});

/** Answers the recorded methods, and 418 to every other. */
function play(...recordings: Recording[]): Promise<TestServer> {
  return startTestServer((asked, answer) => {
    const played = recordings.find(({ request }) => request.method === asked.method)?.response;
    if (!played) answer.writeHead(418).end();
    else {
      const { bodyBase64, body, headers, status } = played;
      answer
        .writeHead(status, headers)
        .end(bodyBase64 === undefined ? body : Buffer.from(bodyBase64, "base64"));
    }
  });
}

/** Without the slash behind a folder, which we leave out, and the query, whose order nobody minds. */
function plain(url: string): string {
  return (url.split("?")[0] ?? "").replace(/\/$/, "");
}
