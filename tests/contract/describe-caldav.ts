import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listCalendars, readCalendar } from "#lib/nextcloud/calendars.ts";
import { normaliseHref } from "#lib/nextcloud/href.ts";
import { listEtags } from "#lib/nextcloud/list-etags.ts";
import { multigetObjects } from "#lib/nextcloud/multiget.ts";
import { deleteObject, getObject, putObject } from "#lib/nextcloud/objects.ts";
import { resolveCalendar } from "#lib/nextcloud/resolve-calendar.ts";
import { syncCollection } from "#lib/nextcloud/sync-collection.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";
import type { Availability, CalDavServer, KnownDifferences } from "./caldav-servers.ts";
import { event } from "./calendar-event.ts";
import { deleteContractCalendar, makeContractCalendar } from "./contract-calendar.ts";
import { describeOn } from "./describe-on.ts";

/** The calls of the client that must come out the same against every server; a server that is absent is skipped. */
export function describeCalDav(
  name: string,
  availability: Availability,
  differences: KnownDifferences,
): void {
  describeOn(name, availability, (present) => {
    const passwordTest = `a wrong password is an auth failure everywhere${differences.checksPassword ? "" : " (skipped: this server checks none)"}`;
    let server: CalDavServer;
    let transport: Transport;
    let calendar: string;

    beforeAll(async () => {
      server = await present.start();
      transport = createTransport(server.account);
      calendar = `${server.homePath}contract-${randomUUID()}/`;
      await makeContractCalendar(transport, calendar, "2027");
    });

    afterAll(async () => {
      if (calendar) await deleteContractCalendar(transport, calendar);
      await server?.stop();
    });

    const create = async (uid: string = randomUUID(), file = `${uid}.ics`) => {
      const href = normaliseHref(file, calendar);
      const ics = event(uid, "First");
      const put = await putObject(transport, href, ics, { ifNoneMatch: "*" });
      return { uid, href, ics, put };
    };
    const createStored = async () => {
      const created = await create();
      expect(created.put.outcome).toBe("stored");
      const etag = (await getObject(transport, created.href))?.etag;
      if (!etag) throw new Error("The server gives a stored object no etag.");
      return { ...created, etag };
    };

    test("lists the calendar and reads it alone", async () => {
      const listed = (await listCalendars(transport)).find(
        ({ href }) => href === normaliseHref(calendar, "/"),
      );
      expect(listed).toMatchObject({
        displayName: "2027",
        writable: true,
        shared: false,
        supportsSyncCollection: true,
      });
      expect(listed?.components).toContain("VEVENT");
      expect(await readCalendar(transport, calendar)).toEqual(listed);
    });

    test("finds the calendar from what is pasted", async () => {
      const expected = await readCalendar(transport, calendar);
      const url = new URL(calendar, server.account.baseUrl);
      const pasted = [
        { calendarUrl: url.href },
        { calendarUrl: url.href.replace(/\/$/, "") },
        { calendarUrl: url.pathname },
        { calendarUrl: url.href.replace("://", "://someone:secret@") },
        { calendarUrl: new URL(server.homePath, url).href, calendarId: expected.calendarId },
        { calendarUrl: url.href, calendarId: expected.calendarId },
      ];
      for (const input of pasted) expect(await resolveCalendar(transport, input)).toEqual(expected);
    });

    test("creates and reads back", async () => {
      const { href, ics, put } = await create();
      expect(put.outcome).toBe("stored");
      const got = await getObject(transport, href);
      expect(lines(got?.ics)).toEqual(
        expect.arrayContaining(lines(ics).filter((line) => !line.startsWith("PRODID"))),
      );
      if (put.outcome === "stored" && put.etag !== null) expect(got?.etag).toBe(put.etag);
      expect(await listEtags(transport, calendar)).toContainEqual({ href, etag: got?.etag });
    });

    test("an event that is not there is null", async () => {
      expect(await getObject(transport, `${calendar}${randomUUID()}.ics`)).toBeNull();
    });

    test("updates what the etag names, and nothing else", async () => {
      const { href, uid, etag } = await createStored();
      expect(await putObject(transport, href, event(uid, "Second"), { ifMatch: etag })).toMatchObject({
        outcome: "stored",
      });
      const third = await putObject(transport, href, event(uid, "Third"), { ifMatch: etag });
      expect(third).toEqual({ outcome: "precondition-failed" });
      expect((await getObject(transport, href))?.ics).toContain("SUMMARY:Second");
    });

    test("does not create over an existing event", async () => {
      const { href, uid } = await createStored();
      const second = await putObject(transport, href, event(uid, "Second"), { ifNoneMatch: "*" });
      expect(second).toEqual({ outcome: "precondition-failed" });
      expect((await getObject(transport, href))?.ics).toContain("SUMMARY:First");
    });

    test("does not replace what is not there", async () => {
      const uid = randomUUID();
      const put = await putObject(transport, `${calendar}${uid}.ics`, event(uid, "First"), {
        ifMatch: '"0000"',
      });
      expect(put).toEqual({ outcome: "precondition-failed" });
    });

    test("says when a UID is taken", async () => {
      const { uid } = await createStored();
      const { put } = await create(uid, `${randomUUID()}.ics`);
      expect(put.outcome).toBe(differences.duplicateUid);
    });

    test("says when a UID was deleted before", async () => {
      const { uid, href, etag } = await createStored();
      expect(await deleteObject(transport, href, etag)).toBe("deleted");
      const { put } = await create(uid);
      expect(put.outcome).toBe(differences.deletedUid);
    });

    test("deletes what the etag names, once", async () => {
      const { href, etag } = await createStored();
      expect(await deleteObject(transport, href, '"0000"')).toBe("precondition-failed");
      expect(await deleteObject(transport, href, etag)).toBe("deleted");
      expect(await getObject(transport, href)).toBeNull();
      expect(await deleteObject(transport, href, null)).toBe("missing");
      expect(await deleteObject(transport, href, etag)).toBe(differences.deleteAgain);
    });

    test("a PUT into a calendar that is not there is not-found", async () => {
      const uid = randomUUID();
      const href = `${server.homePath}nowhere-${uid}/${uid}.ics`;
      expect(await putObject(transport, href, event(uid, "First"), { ifNoneMatch: "*" })).toEqual({
        outcome: "not-found",
      });
    });

    test("syncs: everything, nothing, what changed, what went", async () => {
      const kept = await createStored();
      const gone = await createStored();
      const initial = await syncCollection(transport, calendar, null, { withData: true });
      expect(initial.deleted).toEqual([]);
      const row = initial.changed.find(({ href }) => href === kept.href);
      expect(row).toMatchObject({ href: kept.href, etag: kept.etag });
      expect(
        (
          await multigetObjects(
            transport,
            calendar,
            initial.changed.map(({ href }) => href),
          )
        ).missing,
      ).toEqual([]);

      const nothing = await syncCollection(transport, calendar, initial.token);
      expect(nothing).toMatchObject({ changed: [], deleted: [] });

      await putObject(transport, kept.href, event(kept.uid, "Second"), { ifMatch: kept.etag });
      await deleteObject(transport, gone.href, gone.etag);
      const added = await createStored();
      const delta = await syncCollection(transport, calendar, nothing.token);
      expect(delta.changed.map(({ href }) => href).sort()).toEqual([kept.href, added.href].sort());
      expect(delta.changed.find(({ href }) => href === kept.href)?.etag).not.toBe(kept.etag);
      expect(delta.deleted).toEqual([gone.href]);
      expect((await readCalendar(transport, calendar)).syncToken).toBe(delta.token);
    });

    test("a delta brings the data when it is asked for", async () => {
      const { token } = await syncCollection(transport, calendar, null, { withData: false });
      const { href } = await createStored();
      const { changed } = await syncCollection(transport, calendar, token, { withData: true });
      expect(changed).toMatchObject([
        { href, ics: differences.syncCarriesData ? expect.stringContaining("SUMMARY:First") : null },
      ]);
    });

    test("a token the server never gave is refused", async () => {
      await expect(syncCollection(transport, calendar, "garbage")).rejects.toMatchObject({
        kind: "rejected",
        reason: differences.garbageToken,
      });
    });

    test("odd names and characters survive", async () => {
      const file = "Größe & 50%+ü@x.ics";
      const { href, put } = await create(randomUUID(), encodeURIComponent(file));
      expect(put.outcome).toBe("stored");
      expect((await listEtags(transport, calendar)).map((row) => row.href)).toContain(href);
      expect(
        (await multigetObjects(transport, calendar, [href])).objects.map((object) => object.href),
      ).toEqual([href]);
    });

    test("multiget brings what is there and names what is not", async () => {
      const { href, etag } = await createStored();
      const absent = normaliseHref(`${randomUUID()}.ics`, calendar);
      const { objects, missing } = await multigetObjects(transport, calendar, [href, absent]);
      expect(objects).toMatchObject([{ href, etag, ics: expect.stringContaining("SUMMARY:First") }]);
      expect(missing).toEqual([absent]);
    });

    test("an unknown calendar is refused, never read as empty", async () => {
      const unknown = `${server.homePath}nowhere-${randomUUID()}/`;
      await expect(readCalendar(transport, unknown)).rejects.toMatchObject({ kind: "rejected" });
      await expect(syncCollection(transport, unknown, null)).rejects.toMatchObject({ kind: "rejected" });
      await expect(listEtags(transport, unknown)).rejects.toMatchObject({ kind: "rejected" });
      await expect(multigetObjects(transport, unknown, [`${unknown}a.ics`])).rejects.toMatchObject({
        kind: "rejected",
      });
    });

    test.skipIf(!differences.checksPassword)(passwordTest, async () => {
      const stranger = createTransport({ ...server.account, password: "wrong" });
      const auth = { kind: "auth", status: 401, retryable: false };
      await expect(listCalendars(stranger)).rejects.toMatchObject(auth);
      await expect(syncCollection(stranger, calendar, null)).rejects.toMatchObject(auth);
      await expect(getObject(stranger, `${calendar}a.ics`)).rejects.toMatchObject(auth);
    });
  });
}

/** Servers that parse what they store write other line endings and may order properties anew. */
function lines(ics: string | undefined): string[] {
  return (ics ?? "").split(/\r?\n/).filter((line) => line !== "");
}
