import { existsSync, readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { setQuota } from "#tests/support/cloud-files.ts";
import { basicAuth, type CloudRequest, openTestCloud, type TestCloud } from "./cloud-fixture.ts";
import { readDavError, readMultistatus } from "./read-multistatus.ts";

const folder = resolve(import.meta.dirname, "../../shared/nextcloud-wire");
const headerSchema = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? "")]);
const recordingSchema = z.object({
  request: z.object({
    method: z.string(),
    path: z.string(),
    auth: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  response: z.object({
    status: z.number(),
    headers: z.record(z.string(), headerSchema),
    body: z.string().optional(),
  }),
});

/** The people of the recordings under the names of the sandbox. */
const names: Record<string, string> = { anna: "mara", max: "theo", klein: "june" };
const renamed = (text: string) =>
  text.replace(/(?<![a-z])(anna|max|klein)(?![a-z])/g, (name) => names[name] ?? name);

function readRecording(name: string) {
  const text = renamed(readFileSync(`${folder}/${name}.json`, "utf8"));
  const { request, response } = recordingSchema.parse(JSON.parse(text));
  const placeholder = /^<(\d+) bytes>$/.exec(request.body)?.[1];
  const body = placeholder === undefined ? request.body : "x".repeat(Number(placeholder));
  const sent: CloudRequest = {
    user: request.auth,
    method: request.method,
    path: request.path,
    headers: request.headers,
    ...(body === "" ? {} : { body }),
  };
  return { request: sent, response: { ...response, body: response.body ?? "" } };
}

/** What each server has its own of. */
const own = new Set(["etag", "oc-etag", "oc-fileid", "oc-checksum", "last-modified"]);
/** What says nothing about files, or depends on what else a server has installed. */
const ignored = new Set([
  ...[
    "x-request-id",
    "x-debug-token",
    "vary",
    "dav",
    "link",
    "oc-checksum",
    "transfer-encoding",
    "content-length",
  ],
  ...["cache-control", "x-content-type-options"],
]);

describe.skipIf(!existsSync(folder))("a replay of recorded exchanges about files", () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await openTestCloud(() => Date.UTC(2026, 10, 20, 10));
  });
  afterAll(() => cloud.remove());

  /** Plays one; `request` replaces parts, where numbers or ETags are the server's own. */
  async function replay(name: string, also: Partial<CloudRequest> & { bodyIsOwn?: boolean } = {}) {
    const { bodyIsOwn, ...instead } = also;
    const { request, response: expected } = readRecording(name);
    const actual = await cloud.send({ ...request, ...instead });
    expect(actual.status, `${name}: ${actual.body}`).toBe(expected.status);
    for (const [header, value] of Object.entries(expected.headers)) {
      if (ignored.has(header)) continue;
      const mine = actual.headers.get(header);
      if (own.has(header)) expect(mine !== null, `${name} ${header}`).toBe(true);
      else if (header === "content-type")
        expect(
          mine
            ?.replace(/boundary=\w+/, "")
            .replaceAll('"', "")
            .toLowerCase(),
          name,
        ).toBe(
          value
            .replace(/boundary=\w+/, "")
            .replaceAll('"', "")
            .toLowerCase(),
        );
      else expect(mine, `${name} ${header}`).toBe(value);
    }
    if (expected.body.includes("<s:exception>"))
      expect(readDavError(actual.body), name).toEqual(readDavError(expected.body));
    else if (!bodyIsOwn) expect(actual.body, name).toBe(expected.body);
    return { actual, expected };
  }

  const chunkedPut = (name: string, body: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { request } = readRecording(name);
      const sending = httpRequest(
        {
          host: "127.0.0.1",
          port: cloud.cloud.port,
          method: "PUT",
          path: request.path,
          headers: { authorization: basicAuth(request.user ?? ""), "transfer-encoding": "chunked" },
        },
        (answer) => {
          answer.resume();
          answer.once("end", () => resolve(answer.statusCode));
        },
      );
      sending.once("error", reject);
      sending.end(body);
    });

  /** Files with their ETags and numbers taken out of an answer. */
  const withoutOwn = (xml: string) =>
    xml
      .replace(/&quot;[0-9a-f]+&quot;/g, "ETAG")
      .replace(/<oc:(id|fileid)>\w+</g, "<oc:$1>N<")
      .replace(/<d:getlastmodified>[^<]+</g, "<d:getlastmodified>TIME<")
      .replaceAll("<nc:mount-type></nc:mount-type>", "<nc:mount-type/>")
      .replace(/<nc:upload_time>\d+</g, "<nc:upload_time>TIME<")
      .replace(/(owner-display-name>)[^<]+/g, "$1NAME")
      .replace(/<d:multistatus[^>]*>/, "");
  /** Text files have a preview there, and none here. */
  const withoutPreview = (xml: string) => xml.replace(/<nc:has-preview>\w+</g, "<nc:has-preview>?<");

  test("files: storing, reading, refusing", async () => {
    await replay("files-propfind-foreign-home", { bodyIsOwn: true });
    await replay("files-propfind-unknown-user");
    await replay("files-mkcol");
    await replay("files-mkcol-exists");
    await replay("files-mkcol-parent-missing");
    await replay("files-propfind-404");
    const { actual } = await replay("files-put-created");
    const etag = actual.headers.get("etag") ?? "";
    for (const name of ["files-get", "files-get-range", "files-get-range-suffix", "files-head"])
      await replay(name);
    await replay("files-get-range-if-range-stale");
    await replay("files-get-range-416");
    await replay("files-head-range");
    await replay("files-get-304", { headers: { "If-None-Match": etag } });
    const { actual: parts, expected } = await replay("files-get-multirange", { bodyIsOwn: true });
    const plain = (body: string) => body.replace(/--\w{16}/g, "--BOUNDARY");
    expect(plain(parts.body)).toBe(plain(expected.body));
    expect(parts.headers.get("content-length")).toBe(expected.headers["content-length"]);
    await replay("files-get-404");
    await replay("files-get-directory");
    for (const name of [
      "bad-mtime",
      "htaccess",
      "if-match-mismatch",
      "if-none-match-conflict",
      "invalid-name",
    ])
      await replay(`files-put-${name}`);
    for (const name of ["name-too-long", "on-directory", "parent-missing", "part-suffix"])
      await replay(`files-put-${name}`);
    await replay("files-put-updated", { headers: { "If-Match": etag } });
    const depth0 = await replay("files-propfind-depth0", { bodyIsOwn: true });
    expect(withoutOwn(depth0.actual.body)).toBe(withoutOwn(depth0.expected.body));
    await replay("files-proppatch-favorite", { bodyIsOwn: true });
    expect(await chunkedPut("files-put-chunked-te", "x".repeat(13))).toBe(201);
  });

  test("files: odd names, moves, copies, the trash bin", async () => {
    const listing = readRecording("files-propfind-depth1-odd-names");
    const theirs = readMultistatus(listing.response.body).items;
    for (const { href, found } of theirs.slice(1)) {
      const body = "x".repeat(Number(found.get("getcontentlength")?.text));
      const answer = await cloud.send({ user: "mara", method: "PUT", path: href, body });
      expect([201, 204], href).toContain(answer.status);
    }
    await replay("files-get-odd-name");
    const { actual, expected } = await replay("files-propfind-depth1-odd-names", { bodyIsOwn: true });
    const sorted = (xml: string) =>
      withoutPreview(withoutOwn(xml))
        .split("<d:response>")
        .map((response) => response.replace("</d:multistatus>\n", ""))
        .sort();
    expect(sorted(actual.body)).toEqual(sorted(expected.body));
    await replay("files-search", { bodyIsOwn: true }).then((found) =>
      expect(withoutOwn(found.actual.body)).toBe(withoutOwn(found.expected.body)),
    );
    await replay("files-move");
    await replay("files-move-exists");
    await replay("files-move-parent-missing");
    await replay("files-move-404");
    const lost = await cloud.send({
      user: "mara",
      method: "DELETE",
      path: "/remote.php/dav/files/mara/Wire-Files/plan.bin",
    });
    expect(lost.status).toBe(204);
    await cloud.send({
      user: "mara",
      method: "PUT",
      path: "/remote.php/dav/files/mara/Wire-Files/plan.bin",
      body: "0123456789012",
    });
    await replay("files-copy");
    await replay("files-delete");
    await replay("files-delete-404");
    const trash = await replay("trashbin-list", { bodyIsOwn: true });
    const bare = (xml: string) => withoutOwn(xml).replace(/(\.d|deletion-time>)\d+/g, "$1N");
    expect(bare(trash.actual.body)).toBe(bare(trash.expected.body));
    await replay("files-move-overwrite");
    cloud.cloud.files.locks.add("mara/Wire-Files/lock.bin");
    await cloud.send({
      user: "mara",
      method: "PUT",
      path: "/remote.php/dav/files/mara/Wire-Files/other.bin",
      body: "x",
    });
    await replay("files-put-locked");
    cloud.cloud.files.locks.clear();
    await cloud.send({
      user: "mara",
      method: "PUT",
      path: "/remote.php/dav/files/mara/Wire-Files/lock.bin",
      body: "x",
    });
    cloud.cloud.files.locks.add("mara/Wire-Files/lock.bin");
    await replay("files-delete-locked");
    cloud.cloud.files.locks.clear();
  });

  test("quotas", async () => {
    const quota = await replay("files-propfind-quota", { bodyIsOwn: true });
    expect(withoutOwn(quota.actual.body)).toBe(withoutOwn(quota.expected.body));
    await setQuota(cloud, "june", 2_346_963);
    await replay("files-put-quota-507");
    expect(await chunkedPut("files-put-quota-507-chunked-te", "x".repeat(6_291_456))).toBe(201);
    await cloud.send({ user: "june", method: "MKCOL", path: "/remote.php/dav/uploads/june/q" });
    await replay("chunk-put-quota-with-total-length");
  });

  test("uploads in pieces", async () => {
    await replay("chunk-put-without-mkcol");
    await replay("chunk-mkcol");
    await replay("chunk-mkcol-again");
    await replay("chunk-put-1");
    await replay("chunk-put-2");
    const { actual, expected } = await replay("chunk-list", { bodyIsOwn: true });
    const bare = (xml: string) => withoutOwn(xml).replace(/&quot;\w+&quot;/g, "ETAG");
    expect(bare(actual.body)).toBe(bare(expected.body));
    await replay("chunk-move-wrong-total");
    await replay("chunk-move");
    const whole = await cloud.send({
      user: "mara",
      path: "/remote.php/dav/files/mara/Wire-Files/gro%C3%9F%20%231.bin",
    });
    expect([whole.bytes.length, whole.headers.get("last-modified")]).toEqual([
      5_244_114,
      "Tue, 14 Nov 2023 22:13:20 GMT",
    ]);
    await replay("chunk-mkcol");
    await replay("chunk-abort");
    await replay("chunk-move-after-abort");
  });

  test("previews", async () => {
    await replay("preview-404");
    await replay("preview-bad-size");
  });

  test("shares", async () => {
    const answerSchema = z.object({ ocs: z.object({ meta: z.unknown(), data: z.unknown() }) });
    const rowSchema = z.record(z.string(), z.unknown());
    const ocs = (body: string) => answerSchema.parse(JSON.parse(body)).ocs;
    await cloud.send({
      user: "mara",
      method: "PUT",
      path: "/remote.php/dav/files/mara/Wire-Files/plan.bin",
      body: "x",
    });
    for (const name of ["share-bad-path", "share-link-past-date", "share-unknown-user"]) {
      const { actual, expected } = await replay(name, { bodyIsOwn: true });
      expect(ocs(actual.body)).toEqual(ocs(expected.body));
    }
    // The numbers of the recordings begin at 4.
    for (const label of ["one", "two", "three"])
      await cloud.send({
        user: "mara",
        method: "POST",
        path: "/ocs/v2.php/apps/files_sharing/api/v1/shares",
        headers: { "OCS-APIRequest": "true", "Content-Type": "application/json" },
        body: JSON.stringify({ path: "/Wire-Files", shareType: 3, label }),
      });
    /** What is not a name, a number, a time or a secret of the server's own. */
    function compared(data: unknown) {
      const ownKeys =
        /^(stime|token|displayname_.*|storage|item_source|file_source|file_parent|url|password|share_with.*)$/;
      return [data]
        .flat()
        .map((row) =>
          Object.fromEntries(
            Object.entries(rowSchema.parse(row)).map(([key, value]) => [
              key,
              ownKeys.test(key) && value !== null ? "own" : value,
            ]),
          ),
        );
    }
    const replayRow = async (name: string) => {
      const { actual, expected } = await replay(name, { bodyIsOwn: true });
      expect(ocs(actual.body).meta).toEqual(ocs(expected.body).meta);
      return [compared(ocs(actual.body).data), compared(ocs(expected.body).data)] as const;
    };
    const ignoringMail = (rows: Record<string, unknown>[]) => rows.map((row) => ({ ...row, mail_send: 0 }));
    for (const name of ["share-user-create", "share-user-duplicate", "share-update"]) {
      const [mine, expected] = await replayRow(name);
      expect(ignoringMail(mine), name).toEqual(ignoringMail(expected));
    }
    const [listed, theirList] = await replayRow("share-list-path");
    expect(ignoringMail(listed)).toEqual(ignoringMail(theirList));
    for (const name of ["share-link-create", "share-link-weak-password"]) {
      const [mine, expected] = await replayRow(name);
      expect(mine, name).toEqual(expected);
    }
    for (const name of ["share-delete", "share-delete-404"]) {
      const { actual, expected } = await replay(name, { bodyIsOwn: true });
      expect(ocs(actual.body)).toEqual(ocs(expected.body));
    }
  });

  test("a link that opens one file for a while", async () => {
    const put = await cloud.send({
      user: "mara",
      method: "PUT",
      path: "/remote.php/dav/files/mara/direct.txt",
      body: "open",
    });
    const fileId = Number(/^\d+/.exec(put.headers.get("oc-fileid") ?? "")?.[0]);
    const { actual } = await replay("direct-link", { body: JSON.stringify({ fileId }), bodyIsOwn: true });
    const { url } = z
      .object({ ocs: z.object({ data: z.object({ url: z.string() }) }) })
      .parse(JSON.parse(actual.body)).ocs.data;
    expect(await (await fetch(url)).text()).toBe("open");
  });
});
