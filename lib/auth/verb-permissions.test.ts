import { describe, expect, test } from "vitest";
import { insertCalendar } from "#db/queries/calendars.ts";
import { cancelAppointment } from "#lib/appointments/cancel-appointment.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { declineAppointment } from "#lib/appointments/decline-appointment.ts";
import { expireRequests } from "#lib/appointments/expire-requests.ts";
import { listAppointments } from "#lib/appointments/list-appointments.ts";
import { rescheduleAppointment } from "#lib/appointments/reschedule-appointment.ts";
import { showAppointment } from "#lib/appointments/show-appointment.ts";
import { confirmDeletions } from "#lib/calendars/confirm-deletions.ts";
import { createCalendar } from "#lib/calendars/create-calendar.ts";
import { deleteCalendar } from "#lib/calendars/delete-calendar.ts";
import { discoverCalendars } from "#lib/calendars/discover-calendars.ts";
import { importCalendars } from "#lib/calendars/import-calendars.ts";
import { installWebhooks } from "#lib/calendars/install-webhooks.ts";
import { listCalendarConfigurations } from "#lib/calendars/list-calendar-configurations.ts";
import { serveCalendar } from "#lib/calendars/serve-calendar.ts";
import { syncCalendar } from "#lib/calendars/sync-calendar.ts";
import { testCalendar } from "#lib/calendars/test-calendar.ts";
import { updateCalendar } from "#lib/calendars/update-calendar.ts";
import { HOUR } from "#lib/core/clock.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { collectMetrics } from "#lib/metrics/collect-metrics.ts";
import { tellStudio } from "#lib/outbox/tell-studio.ts";
import { rollMirror } from "#lib/sync/roll-mirror.ts";
import { syncAll, syncNew } from "#lib/sync/sync-all.ts";
import { syncNow } from "#lib/sync/sync-now.ts";
import { listSyncRuns } from "#lib/sync-report/list-sync-runs.ts";
import { showSync } from "#lib/sync-report/show-sync.ts";
import {
  admins,
  bookingVerbs,
  owners,
  studioPeople,
  type VerbPermission,
} from "#tests/support/booking-verbs.ts";
import { integrationVerbs } from "#tests/support/integration-verbs.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { TEN } from "#tests/support/test-request.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { addApiToken } from "./add-api-token.ts";
import { addUser } from "./add-user.ts";

const everyone: ActorName[] = ["customer", "mara", "theo", "staff", "admin", "worker", "service"];
const user = {
  email: "x@example.org",
  name: "X",
  role: "staff" as const,
  artistId: null,
  password: "long enough",
};

/** Everything that asks who acts, on something of Mara's; the names are those who may. */
const verbs: Record<string, VerbPermission> = {
  confirmAppointment: [(ctx, id) => confirmAppointment(ctx, { id }), studioPeople],
  declineAppointment: [(ctx, id) => declineAppointment(ctx, { id }), studioPeople],
  cancelAppointment: [(ctx, id) => cancelAppointment(ctx, { id }), studioPeople],
  rescheduleAppointment: [(ctx, id) => rescheduleAppointment(ctx, { id, startMs: TEN + HOUR }), studioPeople],
  showAppointment: [(ctx, id) => showAppointment(ctx, id), studioPeople],
  ...bookingVerbs,
  ...integrationVerbs,
  listMarasAppointments: [(ctx) => listAppointments(ctx, { artistId: "mara" }), studioPeople],
  listAppointments: [(ctx) => listAppointments(ctx, {}), ["mara", "theo", "staff", "admin", "worker"]],
  createCalendar: [(ctx) => createCalendar(ctx, { artistId: "mara", calendarUrl: "/c/" }), owners],
  updateCalendar: [(ctx) => updateCalendar(ctx, { id: "c", blockBy: "everything" }), owners],
  deleteCalendar: [(ctx) => deleteCalendar(ctx, { id: "c" }), owners],
  testMarasCalendar: [(ctx) => testCalendar(ctx, { id: "c" }), owners],
  syncMara: [(ctx) => syncNow(ctx, { artistId: "mara" }), owners],
  syncEverybody: [(ctx) => syncNow(ctx, {}), ["mara", "theo", ...admins]],
  discoverCalendars: [(ctx) => discoverCalendars(ctx), ["mara", "theo", ...admins]],
  listCalendarConfigurations: [(ctx) => listCalendarConfigurations(ctx), ["mara", "theo", ...admins]],
  syncCalendar: [(ctx) => syncCalendar(ctx, { id: "c" }), owners],
  confirmDeletions: [(ctx) => confirmDeletions(ctx, { id: "c" }), owners],
  serveCalendar: [(ctx) => serveCalendar(ctx, { id: "c", by: "service" }), owners],
  importCalendars: [(ctx) => importCalendars(ctx, { csv: "artist,calendar_url", dryRun: true }), admins],
  installWebhooks: [(ctx) => installWebhooks(ctx), admins],
  showSync: [(ctx) => showSync(ctx), ["mara", "theo", ...admins]],
  listSyncRuns: [(ctx) => listSyncRuns(ctx, { page: 1 }), ["mara", "theo", ...admins]],
  collectMetrics: [(ctx) => collectMetrics(ctx), admins],
  tellStudio: [(ctx) => tellStudio(ctx), admins],
  expireRequests: [(ctx) => expireRequests(ctx), admins],
  syncAll: [(ctx) => syncAll(ctx), admins],
  syncNew: [(ctx) => syncNew(ctx), admins],
  rollMirror: [(ctx) => rollMirror(ctx), admins],
  addUser: [(ctx) => addUser(ctx, user), admins],
  addApiToken: [(ctx) => addApiToken(ctx, { name: "x", email: "nobody@example.org" }), admins],
};

/** What the question of permission was answered with; what comes after it does not matter here. */
async function answer(work: Promise<unknown>): Promise<"allowed" | "not_signed_in" | "not_allowed"> {
  try {
    await work;
    return "allowed";
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_signed_in" || error.code === "not_allowed"))
      return error.code;
    if (error instanceof AppError && ["not_found", "conflict"].includes(error.code)) return "allowed";
    if (error instanceof UpstreamError && error.kind === "not-configured") return "allowed";
    throw error;
  }
}

async function studioWithCalendar() {
  const studio = await openStudio();
  const { id } = (await studio.request()).appointment;
  await insertCalendar(
    studio.db,
    { id: "c", artistId: "mara", calendarUrl: "u", href: "/c/", calendarId: "c", createdAt: 0 },
    auditLine("c"),
  );
  return { studio, id };
}

describe("who may", () => {
  test.each(Object.keys(verbs))("%s", async (name) => {
    const [verb, allowed] = verbs[name] ?? [];
    if (!verb || !allowed) throw new Error("no such verb");
    for (const actor of everyone) {
      const { studio, id } = await studioWithCalendar();
      const expected = allowed.includes(actor)
        ? "allowed"
        : actor === "customer"
          ? "not_signed_in"
          : "not_allowed";
      expect(await answer(verb(studio.ctx(actor), id)), actor).toBe(expected);
    }
  });
});

test("artists see their own only, in lists too", async () => {
  const { studio } = await studioWithCalendar();
  await studio.request({ artistId: "theo" });
  const artists = async (actor: ActorName) =>
    (await listAppointments(studio.ctx(actor), {})).map((row) => row.artist.id);
  expect(await artists("mara")).toEqual(["mara"]);
  expect(await artists("theo")).toEqual(["theo"]);
  expect(new Set(await artists("staff"))).toEqual(new Set(["mara", "theo"]));
  expect((await listCalendarConfigurations(studio.ctx("theo"))).artists.map((artist) => artist.id)).toEqual([
    "theo",
  ]);
});

test("an id that nobody has tells the one who may not see it nothing else than not signed in", async () => {
  const { studio } = await studioWithCalendar();
  await expect(showAppointment(studio.ctx("customer"), "nobody")).rejects.toMatchObject({
    code: "not_signed_in",
  });
  await expect(deleteCalendar(studio.ctx("staff"), { id: "nobody" })).rejects.toMatchObject({
    code: "not_allowed",
  });
  await expect(deleteCalendar(studio.ctx("admin"), { id: "nobody" })).rejects.toMatchObject({
    code: "calendar_not_found",
  });
});
