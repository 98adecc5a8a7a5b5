import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCalendarUser, readOwnCalendarUser } from "#lib/nextcloud/calendar-user.ts";
import { putObject } from "#lib/nextcloud/objects.ts";
import { readFreeBusy } from "#lib/nextcloud/outbox-free-busy.ts";
import { readAvailability } from "#lib/nextcloud/read-availability.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";
import type { Availability, CalDavServer } from "./caldav-servers.ts";
import { event } from "./calendar-event.ts";
import { deleteContractCalendar, makeContractCalendar } from "./contract-calendar.ts";
import { describeOn } from "./describe-on.ts";

const from = Date.UTC(2027, 0, 12);
const window = { fromMs: from, toMs: from + 86_400_000 };
const hour = (at: number) => from + at * 3_600_000;

/** Weekly on Tuesdays, 10 to 18 UTC; the event of the contract is at 16. */
const workingHours = [
  "BEGIN:VCALENDAR",
  "PRODID:Nextcloud DAV app",
  "BEGIN:VAVAILABILITY",
  "BEGIN:AVAILABLE",
  "UID:contract",
  "DTSTART:20261201T100000Z",
  "DTEND:20261201T180000Z",
  "RRULE:FREQ=WEEKLY;BYDAY=TU",
  "END:AVAILABLE",
  "END:VAVAILABILITY",
  "END:VCALENDAR",
].join("\r\n");

/** Sets the working hours of the signed-in user, or with null takes them away. */
async function setHours(transport: Transport, text: string | null): Promise<void> {
  const escaped = (text ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\r", "&#13;");
  const property = `<d:prop><c:calendar-availability>${escaped}</c:calendar-availability></d:prop>`;
  const change = text === null ? `<d:remove>${property}</d:remove>` : `<d:set>${property}</d:set>`;
  const { username, calendarBasePath, baseUrl } = transport.account;
  const base = new URL(baseUrl).pathname.replace(/\/+$/, "");
  const answer = await transport.request({
    method: "PROPPATCH",
    href: `${base}${calendarBasePath}/${encodeURIComponent(username)}/inbox/`,
    headers: { "Content-Type": "application/xml; charset=utf-8" },
    body: `<?xml version="1.0"?><d:propertyupdate xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${change}</d:propertyupdate>`,
  });
  expect(answer.status).toBe(207);
}

/** Working hours and free-busy of somebody else, who shares nothing with the account. */
export function describeScheduling(
  name: string,
  availability: Availability,
  absent: string | null = null,
): void {
  describeOn(`scheduling on ${name}`, absent === null ? availability : { absent }, (present) => {
    let server: CalDavServer;
    let asker: Transport;
    let owner: Transport;
    let calendar: string;
    let before: string | null = null;

    beforeAll(async () => {
      server = await present.start();
      if (!server.owner) throw new Error("This server names no second user.");
      asker = createTransport(server.account);
      owner = createTransport(server.owner);
      before = (await readAvailability(owner, server.owner.username))?.text ?? null;
      const home = server.homePath.replace(/[^/]+\/$/, `${encodeURIComponent(server.owner.username)}/`);
      calendar = `${home}contract-${randomUUID()}/`;
      await makeContractCalendar(owner, calendar, "Not shared");
      const uid = randomUUID();
      const put = await putObject(owner, `${calendar}${uid}.ics`, event(uid, "Doctor", ["CLASS:PRIVATE"]), {
        ifNoneMatch: "*",
      });
      expect(put.outcome).toBe("stored");
    });

    afterAll(async () => {
      if (calendar) {
        await setHours(owner, before);
        await deleteContractCalendar(owner, calendar);
      }
      await server?.stop();
    });

    const ownerId = () => server.owner?.username ?? "";

    test("working hours: none, those that were set, none again", async () => {
      await setHours(owner, null);
      expect(await readAvailability(asker, ownerId())).toBeNull();
      await setHours(owner, workingHours);
      expect(await readAvailability(owner, ownerId())).toEqual({ text: workingHours });
      expect(await readAvailability(asker, ownerId())).toEqual({ text: workingHours });
      await setHours(owner, null);
      expect(await readAvailability(asker, ownerId())).toBeNull();
    });

    test("a user nobody knows has no working hours and no address", async () => {
      const nobody = `nobody-${randomUUID()}`;
      expect(await readAvailability(asker, nobody)).toBeNull();
      expect(await readCalendarUser(asker, nobody)).toBeNull();
    });

    test("free-busy: a private event is busy, and so is the time outside the working hours", async ({
      skip,
    }) => {
      const organizer = await readOwnCalendarUser(asker);
      const attendee = await readCalendarUser(asker, ownerId());
      expect(organizer?.outbox).toMatch(/\/outbox\/$/);
      if (!organizer?.address || !attendee?.address) return skip("one of the accounts has no mail address");
      const ask = (who: { userId: string } | { mail: string }) =>
        readFreeBusy(asker, { organizer, attendee: who, ...window });

      await setHours(owner, null);
      const busy = { startMs: hour(16), endMs: hour(17), type: "BUSY" };
      expect(await ask({ userId: ownerId() })).toContainEqual(busy);
      await setHours(owner, workingHours);
      const periods = await ask({ mail: attendee.address.replace(/^mailto:/i, "") });
      expect(periods).toEqual([
        { startMs: hour(0), endMs: hour(10), type: "BUSY-UNAVAILABLE" },
        busy,
        { startMs: hour(18), endMs: hour(24), type: "BUSY-UNAVAILABLE" },
      ]);
      expect(await readFreeBusy(asker, { attendee: { userId: ownerId() }, ...window })).toEqual(periods);

      await expect(ask({ mail: `${randomUUID()}@example.org` })).rejects.toMatchObject({
        kind: "rejected",
        reason: "unknown-attendee",
      });
      const foreign = { ...organizer, address: attendee.address };
      await expect(
        readFreeBusy(asker, { organizer: foreign, attendee: { userId: ownerId() }, ...window }),
      ).rejects.toMatchObject({ kind: "rejected", reason: "forbidden", status: 403 });
    });

    test("a wrong password is an auth failure, never an absence", async () => {
      const stranger = createTransport({ ...server.account, password: "wrong" });
      const auth = { kind: "auth", status: 401 };
      await expect(readAvailability(stranger, ownerId())).rejects.toMatchObject(auth);
      await expect(
        readFreeBusy(stranger, { attendee: { userId: ownerId() }, ...window }),
      ).rejects.toMatchObject(auth);
    });
  });
}

/**
 * Servers without Nextcloud's inbox and outbox: nothing is there, or (Radicale, for every address outside the
 * account's home) nobody may look, which is a failure and never read as "none set".
 */
export function describeNoScheduling(
  name: string,
  availability: Availability,
  answer: "absent" | "forbidden",
): void {
  describeOn(`no scheduling on ${name}`, availability, (present) => {
    let server: CalDavServer;
    beforeAll(async () => {
      server = await present.start();
    });
    afterAll(() => server?.stop());

    test(`working hours and free-busy are ${answer}`, async () => {
      const transport = createTransport(server.account);
      const { username } = server.account;
      const calls = [
        () => readAvailability(transport, username),
        () => readFreeBusy(transport, { attendee: { userId: username }, ...window }),
      ];
      for (const call of calls) {
        if (answer === "absent") expect(await call()).toBeNull();
        else await expect(call()).rejects.toMatchObject({ kind: "rejected", reason: "forbidden" });
      }
    });
  });
}
