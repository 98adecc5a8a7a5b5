import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openTestCloud, type TestCloud, testEvent } from "./cloud-fixture.ts";
import { readDavError, readMultistatus } from "./read-multistatus.ts";

const folder = resolve(import.meta.dirname, "../../shared/nextcloud-wire");
const recordingSchema = z.object({
  request: z.object({
    method: z.string(),
    path: z.string(),
    auth: z.string().nullable(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() }),
});

/** The people of the recordings under the names of the sandbox. */
const names = new Map([
  ["anna", "mara"],
  ["luna", "june"],
  ["max", "theo"],
  ["klein", "june"],
]);
const renamed = (text: string) =>
  text.replace(/(?<![a-z])(anna|luna|max|klein)(?![a-z])/g, (name) => names.get(name) ?? name);

function readRecording(name: string) {
  const recording = recordingSchema.parse(JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")));
  const { request, response } = recording;
  return {
    request: {
      user: request.auth === null ? null : renamed(request.auth),
      method: request.method,
      path: renamed(request.path),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, renamed(value)]),
      ),
      ...(request.body === "" ? {} : { body: renamed(request.body) }),
    },
    response: { ...response, body: renamed(response.body) },
  };
}

/** hrefs, and the text of getetag and calendar-data, of a 207. */
function essence(xml: string) {
  return readMultistatus(xml).items.map((item) => ({
    href: item.href,
    status: item.status,
    etag: item.found.get("getetag")?.text,
    data: item.found.get("calendar-data")?.text,
  }));
}

describe.skipIf(!existsSync(folder))("a replay of recorded Nextcloud exchanges", () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await openTestCloud();
  });
  afterAll(() => cloud.remove());

  async function replay(name: string, also: { exactBody?: boolean; essence?: boolean } = {}) {
    const { request, response: expected } = readRecording(name);
    const actual = await cloud.send(request);
    expect(actual.status, `${name}: ${actual.body}`).toBe(expected.status);
    expect(actual.headers.get("etag") ?? undefined, name).toBe(expected.headers.etag);
    expect(actual.headers.get("oc-etag") ?? undefined, name).toBe(expected.headers["oc-etag"]);
    if (expected.body.includes("<s:exception>")) {
      expect(readDavError(actual.body), name).toEqual(readDavError(expected.body));
    }
    if (also.exactBody) expect(actual.body, name).toBe(expected.body);
    if (also.essence) expect(essence(actual.body), name).toEqual(essence(expected.body));
    return { actual, expected };
  }

  async function create(path: string, body: string) {
    const answer = await cloud.send({ user: "mara", method: "PUT", path, body });
    expect(answer.status, answer.body).toBe(201);
  }

  test("calendars: making, listing, missing ones", async () => {
    await replay("mkcalendar");
    await replay("mkcalendar-exists");
    await replay("calendar-propfind-404");
    await replay("event-put-missing-calendar");
    await replay("event-put-foreign-calendar");
    for (const name of ["calendar-propfind-props", "calendar-home-propfind-depth1"]) {
      const { actual, expected } = await replay(name);
      const of = (xml: string) =>
        readMultistatus(xml).items.find((item) => /\/(wire-test2?)\/$/.test(item.href));
      const mine = of(actual.body);
      const theirs = of(expected.body);
      const mustHave = [...(theirs?.found.keys() ?? [])].filter((key) => key !== "calendar-color").sort();
      const services = (xml: string) =>
        readMultistatus(xml)
          .items.filter((item) => /\/(inbox|outbox|trashbin)\/$/.test(item.href))
          .map((item) => [item.href, item.found.get("resourcetype")]);
      expect(services(actual.body), name).toEqual(services(expected.body));
      expect([...(mine?.found.keys() ?? [])], name).toEqual(expect.arrayContaining(mustHave));
      for (const key of ["resourcetype", "owner-principal", "current-user-privilege-set"]) {
        expect(mine?.found.get(key), `${name} ${key}`).toEqual(theirs?.found.get(key));
      }
    }
  });

  test("principal and discovery", async () => {
    await replay("availability-unset", { exactBody: true });
    await replay("availability-set", { exactBody: true });
    await replay("availability-read-own", { exactBody: true });
    await replay("availability-read-by-another-user", { exactBody: true });
    await replay("free-busy-outbox");
    for (const name of ["principal-home-set", "principal-propfind"]) {
      const { actual, expected } = await replay(name);
      const [mine] = readMultistatus(actual.body).items;
      const [theirs] = readMultistatus(expected.body).items;
      expect(mine?.href).toBe(theirs?.href);
      expect([...(mine?.found.keys() ?? [])].sort()).toEqual([...(theirs?.found.keys() ?? [])].sort());
      expect(mine?.found.get("calendar-home-set")).toEqual(theirs?.found.get("calendar-home-set"));
    }
    const { actual } = await replay("calendar-discovery-well-known");
    expect(actual.headers.get("location")).toMatch(/^http:\/\/[^/]+\/remote\.php\/dav\/$/);
  });

  test("objects: writing, conditions, refusals, deleting", async () => {
    await replay("event-put-created");
    await replay("event-put-duplicate-uid");
    await replay("event-put-if-match-mismatch");
    await replay("event-put-if-none-match-conflict");
    await replay("event-put-if-match-missing-resource");
    await replay("event-put-updated");
    await replay("event-get", { exactBody: true });
    await replay("event-get-404");
    await replay("event-put-invalid-ics");
    await replay("event-put-two-uids");
    await replay("event-put-no-uid");
    await replay("event-put-end-before-start");
    await replay("event-put-vtodo-not-supported");
    await replay("calendar-multiget", { essence: true });

    const { request } = readRecording("event-put-again-after-trash-same-href");
    await create(request.path, request.body ?? "");
    const { request: mismatch } = readRecording("event-delete-if-match-mismatch");
    expect((await cloud.send(mismatch)).status).toBe(412);
    await replay("event-delete");
    await replay("event-delete-404");
    await replay("event-put-again-after-trash-same-href");
    await replay("event-put-again-after-trash");
    await replay("sync-collection-garbage-token");
    await replay("sync-collection-limit");
    await replay("sync-collection-invalid-token", { essence: true });
    await replay("calendar-query-time-range");
    await replay("calendar-delete");
    await replay("calendar-delete-404");
  });

  test("shares: what a writer and a reader see and may", async () => {
    const made = await cloud.send({
      user: "mara",
      method: "MKCALENDAR",
      path: "/remote.php/dav/calendars/mara/studio/",
      headers: { "Content-Type": "application/xml" },
      body: `<c:mkcalendar xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:set><d:prop><d:displayname>Anna Studio</d:displayname><c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>`,
    });
    expect(made.status).toBe(201);
    for (const item of readMultistatus(readRecording("calendar-query-as-owner").response.body).items) {
      // Stored with CRLF; sabre/dav takes the carriage returns out of XML.
      await create(item.href, item.found.get("calendar-data")?.text.replaceAll("\n", "\r\n") ?? "");
    }
    await replay("calendar-share-read-write");
    await replay("calendar-share-read-only");
    await replay("calendar-query-as-owner", { essence: true });
    await replay("calendar-query-as-sharee", { essence: true });
    await replay("sync-collection-initial-as-sharee", { essence: true });
    await replay("calendar-owner-propfind-by-sharee");
    for (const name of ["calendar-home-as-sharee", "calendar-home-as-read-only-sharee"]) {
      const { actual, expected } = await replay(name);
      const of = (xml: string) =>
        readMultistatus(xml).items.find((item) => item.href.includes("_shared_by_"));
      const [mine, theirs] = [of(actual.body), of(expected.body)];
      expect(mine?.href).toBe(theirs?.href);
      for (const key of [
        "displayname",
        "resourcetype",
        "owner-principal",
        "current-user-privilege-set",
        "read-only",
      ]) {
        const theirText = theirs?.found.get(key);
        expect(mine?.found.get(key), `${name} ${key}`).toEqual(theirText);
      }
    }
    await replay("event-put-as-sharee");
    await replay("event-delete-as-sharee");
    await replay("event-put-as-read-only-sharee");
    await replay("event-update-as-read-only-sharee");
    await replay("event-delete-as-read-only-sharee");
  });

  test("moving, and the trash bin: listing and restoring", async () => {
    await replay("mkcalendar");
    const moving = readRecording("event-move").request;
    await create(moving.path, testEvent("wire-c"));
    await create("/remote.php/dav/calendars/mara/personal/elsewhere.ics", testEvent("wire-c"));
    await replay("event-move");

    for (const name of ["one", "two"]) {
      const path = `/remote.php/dav/calendars/mara/wire-test/${name}.ics`;
      await create(path, testEvent(name));
      expect((await cloud.send({ user: "mara", method: "DELETE", path })).status).toBe(204);
    }
    // Those two, and no more: whatever else was deleted here is purged.
    const { request } = readRecording("calendar-trashbin-list");
    const before = readMultistatus((await cloud.send(request)).body).items;
    for (const { href } of before.slice(2))
      expect((await cloud.send({ user: "mara", method: "DELETE", path: href })).status).toBe(204);
    // Numbers, contents and times are each server's own.
    const withoutOwn = (xml: string) =>
      xml
        .replace(/\/objects\/\d+\.ics/g, "/objects/N.ics")
        .replace(/&quot;[0-9a-f]{32}&quot;/g, "ETAG")
        .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00/g, "TIME");
    const list = await replay("calendar-trashbin-list");
    expect(withoutOwn(list.actual.body)).toBe(withoutOwn(list.expected.body));
    for (const { href } of before.slice(0, 2))
      await cloud.send({ user: "mara", method: "DELETE", path: href });

    const queried = readRecording("trashbin-objects-query");
    const text = readMultistatus(queried.response.body).items[0]?.found.get("calendar-data")?.text ?? "";
    const path = "/remote.php/dav/calendars/mara/studio/trashed.ics";
    await create(path, text.replaceAll("\n", "\r\n"));
    expect((await cloud.send({ user: "mara", method: "DELETE", path })).status).toBe(204);
    const [theirs] = essence(queried.response.body);
    const found = await replay("trashbin-objects-query");
    expect(withoutOwn(found.actual.body)).toBe(withoutOwn(found.expected.body));
    const [mine] = essence(found.actual.body);
    expect(mine?.etag).toBe(theirs?.etag);

    const restore = readRecording("trashbin-restore");
    const restored = await cloud.send({ ...restore.request, path: mine?.href ?? "" });
    expect([restored.status, restored.body]).toEqual([restore.response.status, restore.response.body]);
    for (const header of ["content-type", "content-length", "cache-control"])
      expect(restored.headers.get(header), header).toBe(restore.response.headers[header]);
    expect((await cloud.send({ user: "mara", path })).headers.get("etag")).toBe(mine?.etag);
  });

  test("OCS", async () => {
    for (const name of ["ocs-missing-header", "ocs-not-logged-in"]) await replay(name, { exactBody: true });
    await replay("talk-rooms-without-accept-json", { exactBody: true });
    await replay("ocs-unknown-route-v2");
    const { actual, expected } = await replay("status-php");
    expect(JSON.parse(actual.body)).toEqual(JSON.parse(expected.body));
    const room = z.object({ ocs: z.object({ data: z.array(z.record(z.string(), z.unknown())) }) });
    const theirs = room.parse(JSON.parse(readRecording("talk-rooms-anna").response.body)).ocs.data[0];
    const answer = await cloud.send({
      user: "staff",
      path: "/ocs/v2.php/apps/spreed/api/v4/room",
      headers: { "OCS-APIRequest": "true", Accept: "application/json" },
    });
    for (const mine of room.parse(JSON.parse(answer.body)).ocs.data) {
      expect(Object.keys(mine).sort()).toEqual(Object.keys(theirs ?? {}).sort());
    }
    const empty = await replay("cloud-user");
    expect(JSON.parse(empty.actual.body)).toMatchObject({ ocs: { data: { id: "mara" } } });
  });
});
