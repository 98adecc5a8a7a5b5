import { beforeAll, describe, expect, test } from "vitest";
import { forgetOldAppointments } from "#lib/appointments/forget-old-appointments.ts";
import { undoAppointmentChange } from "#lib/appointments/undo-appointment-change.ts";
import { addTimeOff } from "#lib/artists/add-time-off.ts";
import { changeArtist } from "#lib/artists/change-artist.ts";
import { createArtist } from "#lib/artists/create-artist.ts";
import { listArtistViews } from "#lib/artists/list-artist-views.ts";
import { removeArtistPicture } from "#lib/artists/remove-artist-picture.ts";
import { removeTimeOff } from "#lib/artists/remove-time-off.ts";
import { setArtistPicture } from "#lib/artists/set-artist-picture.ts";
import { showArtist } from "#lib/artists/show-artist.ts";
import { HOUR } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { changeService } from "#lib/services/change-service.ts";
import { createService } from "#lib/services/create-service.ts";
import { listServiceViews } from "#lib/services/list-service-views.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { removeLogo } from "#lib/studio/remove-logo.ts";
import { setLogo } from "#lib/studio/set-logo.ts";
import { changeUser } from "#lib/users/change-user.ts";
import { createToken } from "#lib/users/create-token.ts";
import { inviteUser } from "#lib/users/invite-user.ts";
import { listTokens } from "#lib/users/list-tokens.ts";
import { listUsers } from "#lib/users/list-users.ts";
import { resetUserPassword } from "#lib/users/reset-user-password.ts";
import { revokeToken } from "#lib/users/revoke-token.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { pngPicture } from "#tests/support/test-pictures.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import type { Ctx } from "./context.ts";

const everyone: ActorName[] = ["customer", "mara", "theo", "staff", "admin", "worker", "service"];
const studioPeople: ActorName[] = ["mara", "theo", "staff", "admin", "worker"];
const owners: ActorName[] = ["mara", "admin", "worker"];
const admins: ActorName[] = ["admin", "worker"];

let png: Uint8Array;
beforeAll(async () => {
  png = await pngPicture({ width: 10, height: 10 });
});

const off = { startTime: TEN, endTime: TEN + HOUR };
const invited = { email: "x@example.org", name: "X", role: "staff" as const };

/** Every verb of the console, on something of Mara's; the names are those who may. */
const verbs: Record<string, [(ctx: Ctx) => Promise<unknown>, ActorName[]]> = {
  listArtistViews: [(ctx) => listArtistViews(ctx), studioPeople],
  showMara: [(ctx) => showArtist(ctx, "mara"), ["mara", "staff", ...admins]],
  createArtist: [(ctx) => createArtist(ctx, { name: "New" }), admins],
  changeMara: [(ctx) => changeArtist(ctx, "mara", { bio: "x" }), owners],
  hideMara: [(ctx) => changeArtist(ctx, "mara", { active: false }), admins],
  setMarasPicture: [(ctx) => setArtistPicture(ctx, "mara", png), owners],
  removeMarasPicture: [(ctx) => removeArtistPicture(ctx, "mara"), owners],
  addTimeOff: [(ctx) => addTimeOff(ctx, "mara", off), owners],
  removeTimeOff: [(ctx) => removeTimeOff(ctx, "mara", { timeOffId: "nothing" }), owners],
  listServiceViews: [(ctx) => listServiceViews(ctx), studioPeople],
  createService: [(ctx) => createService(ctx, { name: "New", durationMinutes: 60 }), admins],
  changeService: [(ctx) => changeService(ctx, "session", { name: "Other" }), admins],
  listUsers: [(ctx) => listUsers(ctx), admins],
  inviteUser: [(ctx) => inviteUser(ctx, invited), admins],
  changeUser: [(ctx) => changeUser(ctx, "user-staff", { name: "Other" }), admins],
  resetUserPassword: [(ctx) => resetUserPassword(ctx, "user-staff"), admins],
  listTokens: [(ctx) => listTokens(ctx), studioPeople],
  createToken: [(ctx) => createToken(ctx, { name: "x" }), ["mara", "theo", "staff", "admin"]],
  revokeMarasToken: [(ctx) => revokeToken(ctx, { id: "maras-token" }), owners],
  changeSettings: [(ctx) => changeSettings(ctx, { name: "Other" }), admins],
  setLogo: [(ctx) => setLogo(ctx, png), admins],
  removeLogo: [(ctx) => removeLogo(ctx), admins],
  forgetOldAppointments: [(ctx) => forgetOldAppointments(ctx), admins],
};

/** What the question of permission was answered with; that there is no such thing comes after it. */
async function answer(work: Promise<unknown>): Promise<"allowed" | "not_signed_in" | "not_allowed"> {
  try {
    await work;
    return "allowed";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "not_signed_in" || error.code === "not_allowed") return error.code;
    if (error.code === "not_found") return "allowed";
    throw error;
  }
}

describe("who may", () => {
  test.each(Object.keys(verbs))("%s", async (name) => {
    const [verb, allowed] = verbs[name] ?? [];
    if (!verb || !allowed) throw new Error("no such verb");
    for (const actor of everyone) {
      const studio = await openStudio();
      insertTestUsers(studio.db);
      const refused = actor === "customer" ? "not_signed_in" : "not_allowed";
      const expected = allowed.includes(actor) ? "allowed" : refused;
      expect(await answer(verb(studio.ctx(actor))), actor).toBe(expected);
    }
  });

  test("undoAppointmentChange", async () => {
    const allowed: ActorName[] = ["mara", "staff", ...admins];
    for (const actor of everyone) {
      const studio = await openStudio();
      const { id } = (await studio.request()).appointment;
      const undone = undoAppointmentChange(studio.ctx(actor), id).catch((error: unknown) => {
        // Nothing was decided yet: whoever may ask is told so.
        if (error instanceof AppError && error.code === "conflict") return;
        throw error;
      });
      const refused = actor === "customer" ? "not_signed_in" : "not_allowed";
      expect(await answer(undone), actor).toBe(allowed.includes(actor) ? "allowed" : refused);
    }
  });
});

test("an artist sees only themselves among the artists, and only their own tokens", async () => {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  const artists = async (actor: ActorName) => (await listArtistViews(studio.ctx(actor))).map(({ id }) => id);
  expect(await artists("theo")).toEqual(["theo"]);
  expect(await artists("staff")).toEqual(["mara", "theo"]);
  const tokens = async (actor: ActorName) => (await listTokens(studio.ctx(actor))).map(({ id }) => id);
  expect(await tokens("mara")).toEqual(["maras-token"]);
  expect(await tokens("staff")).toEqual([]);
  expect(await tokens("admin")).toEqual(["maras-token"]);
});
