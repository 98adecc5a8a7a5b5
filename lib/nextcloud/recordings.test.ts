import { afterEach, describe, expect, test } from "vitest";
import { OCS_CASES } from "#tests/contract/recorded-ocs-cases.ts";
import {
  busyOf,
  changesSince,
  conclude,
  etags,
  hours,
  list,
  multistatus,
  put,
  type Run,
  raw,
  read,
  remove,
  replace,
  summaries,
} from "#tests/contract/recorded-runs.ts";
import { readRecording, recordingNames, startReplay } from "#tests/contract/replay-server.ts";
import type { TestServer } from "#tests/contract/test-server.ts";
import { normaliseHref } from "./href.ts";
import { multigetObjects } from "./multiget.ts";
import { deleteObject, getObject } from "./objects.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

const stored = (etag: string | null) => ({ outcome: "stored", etag });
const rejected = (reason: string, status: number, retryable = false) => ({
  kind: "rejected",
  reason,
  status,
  retryable,
});
const duplicate = { outcome: "duplicate-uid" };
const stale = { outcome: "precondition-failed" };
const noCalendar = { outcome: "not-found" };
const row = (path: string, etag: string, ics: string | null = null) => ({
  href: `/remote.php/dav/calendars/${path}`,
  etag: `"${etag}"`,
  ics,
});
const token = (number: number) => `http://sabre.io/ns/sync/${number}`;
const calendar = (path: string, displayName: string, ctag: number, more: object = {}) => ({
  href: `/remote.php/dav/calendars/${path}/`,
  calendarId: path.split("/")[1],
  displayName,
  syncToken: token(ctag),
  ctag: token(ctag),
  color: null,
  components: ["VEVENT"],
  owner: path.split("/")[0],
  writable: true,
  shared: false,
  supportsSyncCollection: true,
  ...more,
});

/** Thursday and Friday, as Nextcloud's Availability settings write them. */
const weeklyHours = [
  "DTSTART;TZID=Europe/Vienna:20261119T100000",
  "DTEND;TZID=Europe/Vienna:20261119T180000",
  "RRULE:FREQ=WEEKLY;BYDAY=TH",
  "DTSTART;TZID=Europe/Vienna:20261120T100000",
  "DTEND;TZID=Europe/Vienna:20261120T140000",
  "RRULE:FREQ=WEEKLY;BYDAY=FR",
];

const CASES: Record<string, [Run, unknown]> = {
  "availability-read-own": [hours, weeklyHours],
  "availability-read-by-another-user": [hours, weeklyHours],
  "availability-set": [multistatus, [["calendars/anna/inbox", "calendar-availability"]]],
  "availability-unset": [hours, null],
  // Anna had no mail address, so none the server could have taken.
  "free-busy-outbox": [busyOf, rejected("forbidden", 403)],
  "calendar-home-propfind-depth1": [
    list,
    [
      calendar("anna/personal", "Personal", 2, { color: "#0082c9" }),
      calendar("anna/wire-test2", "wire-test2", 2, { components: ["VEVENT", "VTODO"] }),
      calendar("anna/wire-test", "Stunden (Wire-Test)", 1, { color: "#3366CC" }),
    ],
  ],
  "calendar-home-as-sharee": [
    list,
    [
      calendar("staff/personal", "Personal", 1),
      calendar("staff/studio_shared_by_anna", "Anna Studio (anna)", 4, { owner: "anna", shared: true }),
    ],
  ],
  "calendar-home-as-read-only-sharee": [
    list,
    [
      calendar("luna/personal", "Personal", 1),
      calendar("luna/studio_shared_by_anna", "Anna Studio (anna)", 4, {
        owner: "anna",
        shared: true,
        writable: false,
      }),
    ],
  ],
  "calendar-propfind-props": [
    read,
    calendar("anna/wire-test", "Stunden (Wire-Test)", 1, { color: "#3366CC" }),
  ],
  "calendar-propfind-404": [read, rejected("not-found", 404)],
  "calendar-owner-propfind-by-sharee": [read, rejected("not-found", 404)],
  "calendar-delete": [remove, "deleted"],
  "calendar-delete-404": [remove, "missing"],
  "calendar-multiget": [
    async (transport, path) => {
      const result = await multigetObjects(transport, path, [`${path}a.ics`, `${path}gone.ics`]);
      return {
        ...result,
        objects: result.objects.map(({ ics, ...object }) => ({ ...object, end: ics.slice(-15) })),
      };
    },
    {
      objects: [
        {
          href: "/remote.php/dav/calendars/anna/wire-test/a.ics",
          etag: '"ef03815040ec2021d9f3754c168463f4"',
          end: "\nEND:VCALENDAR\n",
        },
      ],
      missing: ["/remote.php/dav/calendars/anna/wire-test/gone.ics"],
    },
  ],
  "calendar-export": [
    (transport, path) => getObject(transport, path),
    expect.objectContaining({ etag: null }),
  ],
  "calendar-proppatch": [multistatus, [["calendars/anna/wire-test", "calendar-color"]]],
  "calendar-query-as-owner": [
    summaries,
    [
      ["confidential-9d49782a.ics", "Therapie"],
      ["private-9d49782a.ics", "Arzt"],
      ["public-9d49782a.ics", "Termin"],
    ],
  ],
  "calendar-query-as-sharee": [
    summaries,
    [
      ["confidential-9d49782a.ics", "Busy"],
      ["public-9d49782a.ics", "Termin"],
    ],
  ],
  "calendar-query-bad-time": [multistatus, rejected("server-error", 500, true)],
  "calendar-query-expand": [
    summaries,
    [
      ["a.ics", "Ballett Grundstufe (verschoben)"],
      ["c.ics", "Ganztägig"],
      ["d.ics", "Zum Löschen"],
      ["nouid.ics", "ohne"],
      ["r.ics", "Wöchentlich"],
    ],
  ],
  "calendar-query-time-range": [
    summaries,
    [
      ["a.ics", "Ballett Grundstufe (verschoben)"],
      ["nouid.ics", "ohne"],
      ["r.ics", "Wöchentlich"],
    ],
  ],
  "calendar-share-read-only": [raw, 200],
  "calendar-share-read-write": [raw, 200],
  "calendar-trashbin-list": [
    multistatus,
    [
      ["calendars/anna/trashbin/objects/24.ics", "getetag", "deleted-at", "calendar-uri"],
      ["calendars/anna/trashbin/objects/21.ics", "getetag", "deleted-at", "calendar-uri"],
    ],
  ],
  "event-get": [
    async (transport, path) => (await getObject(transport, path))?.etag,
    '"ef03815040ec2021d9f3754c168463f4"',
  ],
  "event-get-404": [(transport, path) => getObject(transport, path), null],
  "event-delete": [remove, "deleted"],
  "event-delete-404": [remove, "missing"],
  "event-delete-as-sharee": [remove, "deleted"],
  "event-delete-as-read-only-sharee": [remove, "missing"],
  "event-delete-if-match-mismatch": [
    (transport, path) => deleteObject(transport, path, '"0000"'),
    "precondition-failed",
  ],
  "event-move": [raw, 400],
  "event-put-created": [put, stored('"c974f49a70152d6143c759348fc4fcac"')],
  "event-put-updated": [replace, stored('"ef03815040ec2021d9f3754c168463f4"')],
  "event-put-as-sharee": [put, stored('"29e31f466fd322d28024f9f05e3787f0"')],
  "event-put-end-before-start": [put, stored('"8ac89ab53fa260b0d22863844a4c6377"')],
  "event-put-no-uid": [put, stored(null)],
  "event-put-if-match-mismatch": [replace, stale],
  "event-put-if-match-missing-resource": [replace, stale],
  "event-put-if-none-match-conflict": [put, stale],
  "event-put-duplicate-uid": [put, duplicate],
  "event-put-again-after-trash": [put, duplicate],
  "event-put-again-after-trash-same-href": [put, duplicate],
  "event-put-as-read-only-sharee": [put, noCalendar],
  "event-update-as-read-only-sharee": [replace, noCalendar],
  "event-put-foreign-calendar": [put, noCalendar],
  "event-put-missing-calendar": [put, noCalendar],
  "event-put-invalid-ics": [put, rejected("refused-request", 415)],
  "event-put-two-uids": [put, rejected("refused-request", 415)],
  "event-put-vtodo-not-supported": [put, rejected("forbidden", 403)],
  "sync-collection-initial": [
    changesSince(null),
    {
      changed: [
        row("anna/wire-test/a.ics", "ef03815040ec2021d9f3754c168463f4"),
        row("anna/wire-test/c.ics", "1222e5e03e33521446977727f65ec46d"),
        row("anna/wire-test/d.ics", "b1dafbb8cc66748393a50041ded5ec28"),
        row("anna/wire-test/nouid.ics", "a34b6fea24822dffb593abc8a48490a6"),
        row("anna/wire-test/r.ics", "16a660a8d6496ade9eec09fb83ad0b29"),
      ],
      deleted: [],
      token: token(10),
    },
  ],
  "sync-collection-initial-as-sharee": [
    changesSince(null),
    {
      changed: [
        row("staff/studio_shared_by_anna/confidential-9d49782a.ics", "a08a52df37cbb60a2985a1ae1026e0ca"),
        row("staff/studio_shared_by_anna/public-9d49782a.ics", "7a3b350a34eb6c0f5410a0cc36588160"),
      ],
      deleted: [],
      token: token(6),
    },
  ],
  "sync-collection-initial-empty-calendar": [
    changesSince(null),
    { changed: [], deleted: [], token: token(2) },
  ],
  "sync-collection-no-change": [changesSince(token(10)), { changed: [], deleted: [], token: token(10) }],
  "sync-collection-delta": [
    changesSince(token(10)),
    {
      changed: [row("anna/wire-test/a.ics", "4e8930a062056d21e18647675ab21d57")],
      deleted: ["/remote.php/dav/calendars/anna/wire-test/d.ics"],
      token: token(12),
    },
  ],
  "sync-collection-event-became-private": [
    changesSince(token(6)),
    { changed: [], deleted: [], token: token(7) },
  ],
  "sync-collection-garbage-token": [changesSince("garbage"), rejected("invalid-sync-token", 403)],
  "sync-collection-invalid-token": [
    changesSince(token(99_999_999)),
    { changed: [], deleted: [], token: token(12) },
  ],
  "sync-collection-limit": [
    changesSince(null),
    { kind: "malformed", reason: "truncated", status: undefined, retryable: false },
  ],
  "principal-home-set": [
    multistatus,
    [
      [
        "principals/users/anna",
        "calendar-home-set",
        "calendar-user-address-set",
        "schedule-inbox-URL",
        "schedule-default-calendar-URL",
        "displayname",
      ],
    ],
  ],
  "principal-propfind": [
    multistatus,
    [
      [
        "principals/users/anna",
        "displayname",
        "calendar-home-set",
        "schedule-inbox-URL",
        "schedule-outbox-URL",
        "calendar-user-address-set",
      ],
    ],
  ],
  mkcalendar: [raw, 201],
  "mkcalendar-exists": [raw, 405],
  "maintenance-dav": [etags, rejected("maintenance", 503, true)],
  "revoked-dav": [etags, { kind: "auth", reason: "credentials", status: 401, retryable: false }],
  ...OCS_CASES,
  "rate-limit-429": [
    raw,
    { kind: "rate-limited", reason: "too-many-requests", status: 429, retryable: true },
  ],
  // Followed within the origin, to an address that has no recording.
  "dav-wellknown-caldav": [raw, 418],
  "calendar-discovery-well-known": [raw, 418],
};

describe("what the client concludes from recorded exchanges", () => {
  test.each(Object.entries(CASES))("%s", async (name, [run, expected]) => {
    const recording = readRecording(name);
    server = await startReplay(recording);
    expect(await conclude(recording, server.url, run)).toEqual(expected);
    const [first] = server.seen;
    const { request } = recording;
    expect([first?.method, first?.url]).toEqual([request.method, normaliseHrefOf(request.path)]);
  });

  test("every recording is played", () => {
    expect(recordingNames(false)).toEqual(Object.keys(CASES).sort());
  });
});

function normaliseHrefOf(path: string): string {
  const query = path.includes("?") ? path.slice(path.indexOf("?")) : "";
  return normaliseHref(path, "/") + query;
}
