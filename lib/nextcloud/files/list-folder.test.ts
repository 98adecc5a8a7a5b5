import { afterEach, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { createTransport } from "../transport.ts";
import { type FilesAt, nextcloudFiles } from "./files-at.ts";
import { listFolder } from "./list-folder.ts";
import { searchFiles } from "./search-files.ts";
import { statFile } from "./stat-file.ts";

const ROOT = "/remote.php/dav/files/anna";

let server: TestServer | undefined;
afterEach(() => server?.close());

const row = (href: string, isFolder = false, extra = "") =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${
    isFolder ? "<d:resourcetype><d:collection/></d:resourcetype>" : "<d:resourcetype/>"
  }<d:getcontentlength>5</d:getcontentlength>${extra}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const document = (...rows: string[]) =>
  `<?xml version="1.0"?>\n<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">${rows.join("")}</d:multistatus>`;

async function answering(
  text: string,
  status = 207,
  type = "application/xml; charset=utf-8",
): Promise<FilesAt> {
  server = await startTestServer((_request, response) => {
    response.writeHead(status, { "Content-Type": type }).end(text.replace("ORIGIN", server?.url ?? ""));
  });
  const account = { baseUrl: server.url, username: "anna", password: "pw", calendarBasePath: "" };
  return nextcloudFiles(createTransport(account));
}

const names = async (at: FilesAt, path: string) =>
  (await listFolder(at, path)).entries.map(({ name }) => name);

describe("only what lies directly in the folder is listed", () => {
  test.each([
    ["another folder", `${ROOT}/other/x.txt`],
    ["deeper", `${ROOT}/in/deep/x.txt`],
    ["above", `${ROOT}/x.txt`],
    ["dot segments", `${ROOT}/in/../x.txt`],
    ["encoded dot segments", `${ROOT}/in/%2e%2e`],
    ["a single dot", `${ROOT}/in/.`],
    ["an encoded slash", `${ROOT}/in/a%2fb.txt`],
    ["NUL", `${ROOT}/in/a%00b.txt`],
    ["no UTF-8", `${ROOT}/in/%ff.txt`],
    ["doubled slashes", `${ROOT}/in//x.txt`],
    ["another user", "/remote.php/dav/files/max/in/x.txt"],
    ["another origin", `http://evil.example${ROOT}/in/x.txt`],
    ["another origin without a scheme", `//evil.example${ROOT}/in/x.txt`],
    ["a script", "javascript:alert(1)"],
    ["a query", `${ROOT}/in/x.txt?y`],
    ["relative", "x.txt"],
    ["nothing", ""],
  ])("%s", async (_what, href) => {
    const at = await answering(document(row(`${ROOT}/in/`, true), row(href), row(`${ROOT}/in/mine.txt`)));
    expect(await names(at, "in")).toEqual(["mine.txt"]);
  });

  test("however the server writes it", async () => {
    const at = await answering(
      document(
        row(`${ROOT}/%c3%bc%20x`, true),
        row(`${ROOT}/%C3%BC%20x/A:b.txt`),
        row(`ORIGIN${ROOT}/%c3%bc%20x/c%2541.txt`),
        row(`${ROOT}/u%cc%88%20x/e%cc%81.txt`),
        row(`${ROOT}/%c3%bc%20x/twice.txt`),
        row(`${ROOT}/%c3%bc%20x/twice.txt`),
      ),
    );
    expect(await names(at, "ü x")).toEqual(["A:b.txt", "c%41.txt", "é.txt", "twice.txt"]);
  });

  test("search results outside of the folder are left out", async () => {
    const at = await answering(
      document(row(`${ROOT}/in/deep/x.txt`), row(`${ROOT}/other/x.txt`), row(`${ROOT}/in/y.md`)),
    );
    const found = await searchFiles(at, "in", { text: "x", limit: 10 });
    expect(found.map(({ path }) => path)).toEqual(["in/deep/x.txt"]);
  });
});

describe("what is no listing", () => {
  test.each([
    ["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>", "html"],
    ["cut off", document(row(`${ROOT}/in/`, true), row(`${ROOT}/in/x`)).slice(0, -20), "xml"],
    ["an error behind it", `${document(row(`${ROOT}/in/`, true))}<br/>Fatal error`, "xml"],
    ["other XML", "<?xml version='1.0'?><a/>", "not-multistatus"],
    ["a document type", `<!DOCTYPE d [<!ENTITY x "y">]>${document()}`, "doctype"],
    ["no row", document(), "incomplete"],
    ["nothing about the folder", document(row(`${ROOT}/in/x.txt`)), "incomplete"],
    ["nothing", "", "xml"],
  ])("%s", async (_what, text, reason) => {
    await expect(listFolder(await answering(text), "in")).rejects.toMatchObject({
      kind: "malformed",
      reason,
    });
  });

  test("a 200 in place of a 207", async () => {
    const at = await answering(document(row(`${ROOT}/in/`, true)), 200);
    await expect(listFolder(at, "in")).rejects.toMatchObject({
      kind: "malformed",
      reason: "not-multistatus",
    });
  });

  test("a 207 that only wraps a failure", async () => {
    const text = document(
      `<d:response><d:href>${ROOT}/in/</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>`,
    );
    const at = await answering(text);
    await expect(listFolder(at, "in")).rejects.toMatchObject({ kind: "rejected", reason: "not-found" });
    expect(await statFile(at, "in")).toBeNull();
  });

  test("an answer without end is dropped", async () => {
    server = await startTestServer((_request, response) => {
      response.writeHead(207, { "Content-Type": "application/xml" });
      const piece = row(`${ROOT}/in/x.txt`).repeat(5_000);
      const go = () => {
        while (response.write(piece));
      };
      response.on("drain", go);
      response.write(document().slice(0, -"</d:multistatus>".length));
      go();
    });
    const account = { baseUrl: server.url, username: "anna", password: "pw", calendarBasePath: "" };
    const at = nextcloudFiles(createTransport(account));
    await expect(listFolder(at, "in")).rejects.toMatchObject({ kind: "malformed", reason: "too-large" });
  });
});

test.each(["a/../b", "a//b", "/a", "a/.", "\ud800"])("%j is not a path that is asked for", async (path) => {
  const at = await answering(document());
  await expect(listFolder(at, path)).rejects.toBeInstanceOf(RangeError);
  expect(server?.seen).toEqual([]);
});

test("only one folder is ever asked for", async () => {
  const at = await answering(document(row(`${ROOT}/in/`, true)));
  await listFolder(at, "in");
  await statFile(at, "in");
  expect(server?.seen.map(({ headers }) => headers.depth)).toEqual(["1", "0"]);
});
