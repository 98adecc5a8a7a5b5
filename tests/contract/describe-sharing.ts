import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteObject, getObject, putObject } from "#lib/nextcloud/objects.ts";
import { resolveCalendar } from "#lib/nextcloud/resolve-calendar.ts";
import { syncCollection } from "#lib/nextcloud/sync-collection.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";
import type { Availability, CalDavServer } from "./caldav-servers.ts";
import { event } from "./calendar-event.ts";
import { deleteContractCalendar, makeContractCalendar } from "./contract-calendar.ts";
import { describeOn } from "./describe-on.ts";

/** Nextcloud's sharing, as the account sees a calendar of somebody else. */
export function describeSharing(
  name: string,
  availability: Availability,
  absent: string | null = null,
): void {
  describeOn(`sharing on ${name}`, absent === null ? availability : { absent }, (present) => {
    let server: CalDavServer;
    let sharee: Transport;
    let owner: Transport;
    let calendar: string;
    const uri = `contract-${randomUUID()}`;

    beforeAll(async () => {
      server = await present.start();
      if (!server.owner) throw new Error("This server names no second user.");
      sharee = createTransport(server.account);
      owner = createTransport(server.owner);
      const home = server.homePath.replace(/[^/]+\/$/, `${encodeURIComponent(server.owner.username)}/`);
      calendar = `${home}${uri}/`;
      await makeContractCalendar(owner, calendar, "Shared");
    });

    afterAll(async () => {
      if (calendar) await deleteContractCalendar(owner, calendar);
      await server?.stop();
    });

    const share = async (access: "read" | "read-write") => {
      const principal = `principal:principals/users/${server.account.username}`;
      const write = access === "read-write" ? "<o:read-write/>" : "";
      const answer = await owner.request({
        method: "POST",
        href: calendar,
        headers: { "Content-Type": "application/xml; charset=utf-8" },
        body: `<o:share xmlns:d="DAV:" xmlns:o="http://owncloud.org/ns"><o:set><d:href>${principal}</d:href>${write}</o:set></o:share>`,
      });
      expect(answer.status).toBe(200);
    };
    const resolve = () => resolveCalendar(sharee, { calendarUrl: calendar });
    const ownerStores = async (lines: string[] = []) => {
      const uid = randomUUID();
      const ics = event(uid, "Of the owner", lines);
      expect(await putObject(owner, `${calendar}${uid}.ics`, ics, { ifNoneMatch: "*" })).toMatchObject({
        outcome: "stored",
      });
      return { uid, file: `${uid}.ics` };
    };

    test("before it is shared, the owner's link says with whom to share it", async () => {
      const refusal = { kind: "rejected", reason: "not-shared", status: 404 };
      await expect(resolve()).rejects.toMatchObject(refusal);
      await expect(resolve()).rejects.toThrow(`with “${server.account.username}”`);
    });

    test("shared for reading: seen, not writable, and 404 is no proof of absence", async () => {
      await share("read");
      const { file } = await ownerStores();
      const seen = await resolve();
      expect(seen).toMatchObject({ writable: false, shared: true, owner: server.owner?.username });
      expect(seen.calendarId).toContain(uri);
      expect((await getObject(sharee, `${seen.href}${file}`))?.ics).toContain("Of the owner");
      const uid = randomUUID();
      const put = await putObject(sharee, `${seen.href}${uid}.ics`, event(uid, "x"), { ifNoneMatch: "*" });
      expect(put).toEqual({ outcome: "not-found" });
      expect(await deleteObject(sharee, `${seen.href}${file}`, null)).toBe("missing");
      expect(await getObject(owner, `${calendar}${file}`)).not.toBeNull();
    });

    test("shared for writing: what we store and delete is stored and deleted for the owner", async () => {
      await share("read-write");
      const seen = await resolve();
      expect(seen.writable).toBe(true);
      const uid = randomUUID();
      const put = await putObject(sharee, `${seen.href}${uid}.ics`, event(uid, "Of ours"), {
        ifNoneMatch: "*",
      });
      expect(put.outcome).toBe("stored");
      expect((await getObject(owner, `${calendar}${uid}.ics`))?.ics).toContain("Of ours");
      expect(await deleteObject(sharee, `${seen.href}${uid}.ics`, null)).toBe("deleted");
      expect(await getObject(owner, `${calendar}${uid}.ics`)).toBeNull();
    });

    test("private events do not exist for us", async () => {
      const seen = await resolve();
      const hidden = await ownerStores(["CLASS:PRIVATE"]);
      const open = await ownerStores();
      const { changed } = await syncCollection(sharee, seen.href, null);
      const files = changed.map(({ href }) => href.slice(seen.href.length));
      expect(files).toContain(open.file);
      expect(files).not.toContain(hidden.file);
    });
  });
}
