import { seeMessengerUser } from "#db/queries/messenger-users.ts";
import type { Actor, HubRole } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { openStudio, type StudioOptions, type TestStudio } from "./test-studio.ts";
import { insertTestUsers } from "./test-users.ts";

/** A studio with its users, and people of other hub applications. */
export interface MessengerHouse extends TestStudio {
  /** Somebody of a hub application, by their id there; known to the messenger from now on. */
  hub(id: string, more?: { role?: HubRole; tenant?: string; name?: string }): Ctx;
}

export const TENANT = "default";

export async function openMessengerHouse(options: StudioOptions = {}): Promise<MessengerHouse> {
  const studio = await openStudio(options);
  insertTestUsers(studio.db);
  return {
    ...studio,
    hub(id, { role = "user", tenant = TENANT, name = id } = {}) {
      const actor: Actor = {
        kind: "hub",
        tenantId: tenant,
        hubUserId: id,
        role,
        name,
        endsAt: studio.clock.now() + 3_600_000,
      };
      seeMessengerUser(
        studio.db,
        { tenantId: tenant, hubUserId: id, displayName: name, role, matrixUserId: null },
        studio.clock.now(),
      );
      return { ...studio.ctx(), actor };
    },
  };
}
