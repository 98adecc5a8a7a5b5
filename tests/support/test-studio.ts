import { onTestFinished } from "vitest";
import type { Db } from "#db/client.ts";
import { type AppointmentWithNames, findAppointment } from "#db/queries/appointments.ts";
import type { ArtistRow, HoursRow } from "#db/queries/artists.ts";
import { type CalendarRow, listCalendars } from "#db/queries/calendars.ts";
import { listOutbox } from "#db/queries/outbox.ts";
import type { AppointmentRequest, RequestedAppointment } from "#lib/appointments/input.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { createCalendar } from "#lib/calendars/create-calendar.ts";
import { type Env, parseEnv } from "#lib/core/env.ts";
import { syncCollection } from "#lib/nextcloud/sync-collection.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";
import { type PullResult, pullCalendar } from "#lib/sync/pull-calendar.ts";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import { type RecordingProxy, startRecordingProxy } from "./recording-proxy.ts";
import { type ActorName, actors } from "./test-actors.ts";
import { insertTestArtists } from "./test-artists.ts";
import { type TestClock, testClock } from "./test-clock.ts";
import { testDatabase } from "./test-database.ts";
import { testRequest } from "./test-request.ts";
import { waitFor } from "./wait-for.ts";

/** A studio of the running test's own: database, clock, actors and, where asked for, a cloud with calendars. */
export interface TestStudio {
  db: Db;
  env: Env;
  url: string;
  clock: TestClock;
  ctx(actor?: ActorName, env?: Partial<Env>): Ctx;
  appointment(id: string): Promise<AppointmentWithNames>;
  outboxIds(): Promise<string[]>;
  request(
    input?: Partial<AppointmentRequest>,
    options?: { idempotencyKey?: string; locale?: string },
  ): Promise<RequestedAppointment>;
}

/** Seven in the morning in Vienna, a Tuesday; the studio opens at nine. */
export const OPENING_DAY = "2026-12-01T06:00:00Z";

export function testEnvironment(databaseUrl: string, more: Record<string, string> = {}): Env {
  return parseEnv({
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: "https://studio.example",
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-tests-123456",
    ...more,
  });
}

export interface StudioOptions {
  artist?: Partial<ArtistRow>;
  hours?: HoursRow[];
  now?: string;
  variables?: Record<string, string>;
}

export async function openStudio(options: StudioOptions = {}): Promise<TestStudio> {
  const { db, url } = await testDatabase();
  await insertTestArtists(db, options.artist, options.hours);
  const clock = testClock(options.now ?? OPENING_DAY);
  const env = testEnvironment(url, options.variables);
  const ctx = (actor: ActorName = "customer", more: Partial<Env> = {}): Ctx => ({
    actor: actors[actor],
    db,
    env: { ...env, ...more },
    now: clock.now,
  });
  return {
    db,
    env,
    url,
    clock,
    ctx,
    appointment: async (id) => {
      const found = await findAppointment(db, id);
      if (!found) throw new Error(`No appointment ${id}`);
      return found;
    },
    outboxIds: async () => (await listOutbox(db, 1000)).map((row) => row.id),
    request: (input = {}, { idempotencyKey, locale = "en" } = {}) =>
      requestAppointment(ctx(), { ...testRequest(), ...input }, { idempotencyKey, locale }),
  };
}

export interface CloudStudio extends TestStudio {
  cloud: TestCloud;
  proxy: RecordingProxy;
  /** Speaks to the cloud as Mara does with her own calendar app, past the proxy. */
  mara: Transport;
  theo: Transport;
  /** As Mara too, but noted by the proxy. */
  maraNoted: Transport;
  calendar(artistId?: string): Promise<CalendarRow>;
  pull(options?: { complete?: boolean; signal?: AbortSignal }): Promise<PullResult>;
  /** What Mara's (or Theo's) calendar holds. */
  events(owner?: "mara" | "theo"): Promise<{ href: string; etag: string; ics: string }[]>;
}

export const calendarPath = (owner: string) => `/remote.php/dav/calendars/${owner}/personal/`;

/** A studio and a sandbox cloud, with a proxy between them that notes what Parlour asks. */
export async function openStudioWithCloud(
  options: StudioOptions = {},
): Promise<{ studio: TestStudio; cloud: TestCloud; proxy: RecordingProxy }> {
  const start = testClock(options.now ?? OPENING_DAY);
  const cloud = await openTestCloud(start.now);
  onTestFinished(() => cloud.remove());
  const proxy = await startRecordingProxy(() => cloud.cloud.port);
  onTestFinished(() => proxy.close());
  const studio = await openStudio({
    ...options,
    variables: {
      NEXTCLOUD_BASE_URL: proxy.url,
      NEXTCLOUD_USERNAME: serviceAccount,
      NEXTCLOUD_PASSWORD: cloudPassword,
      ...options.variables,
    },
  });
  return { studio, cloud, proxy };
}

/** A studio whose artists' calendars are in a sandbox cloud, shared with the service account and read once. */
export async function openCloudStudio(options: StudioOptions = {}): Promise<CloudStudio> {
  const { studio, cloud, proxy } = await openStudioWithCloud(options);
  // What goes on by itself after an answer must be over before the database is closed.
  onTestFinished(async () => {
    cloud.cloud.faults.clear();
    let quiet = 0;
    await waitFor("the last requests", () => {
      quiet = proxy.active() === 0 ? quiet + 1 : 0;
      return quiet > 2;
    });
  });
  for (const owner of ["mara", "theo"]) {
    await cloud.send({ user: owner, method: "POST", path: calendarPath(owner), body: shareForWriting });
    await createCalendar(studio.ctx("admin"), { artistId: owner, calendarUrl: calendarPath(owner) });
  }
  const calendar = async (artistId = "mara") => {
    const [found] = await listCalendars(studio.db, [artistId]);
    if (!found) throw new Error(`No calendar of ${artistId}`);
    return found;
  };
  const asUser = (username: string, baseUrl = `http://127.0.0.1:${cloud.cloud.port}`) =>
    createTransport({
      baseUrl,
      username,
      password: cloudPassword,
      calendarBasePath: "/remote.php/dav/calendars",
    });
  const people = { mara: asUser("mara"), theo: asUser("theo"), maraNoted: asUser("mara", proxy.url) };
  const pull: CloudStudio["pull"] = async (more = {}) =>
    pullCalendar(studio.ctx("worker"), (await calendar()).id, { cause: "schedule", ...more });
  for (const owner of ["mara", "theo"])
    await pullCalendar(studio.ctx("worker"), (await calendar(owner)).id, { cause: "first" });
  proxy.requests.length = 0;
  return {
    ...studio,
    cloud,
    proxy,
    ...people,
    calendar,
    pull,
    events: async (owner = "mara") => {
      const { changed } = await syncCollection(people[owner], calendarPath(owner), null);
      return changed.map((object) => ({ ...object, ics: object.ics ?? "" }));
    },
  };
}

const shareForWriting = `<?xml version="1.0"?><oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:set>
<d:href>principal:principals/users/${serviceAccount}</d:href><oc:read-write/></oc:set></oc:share>`;
