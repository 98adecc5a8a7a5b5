import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { settings } from "../schema/system.ts";

/** Roles that an admin gave to people of other hub applications, whose tokens tell another each time. */

const ROLES = ["admin", "user", "viewer"] as const;
type Role = (typeof ROLES)[number];

const given = z.object({ told: z.enum(ROLES) });

const byName = prepared((db) =>
  db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, sql.placeholder("name")))
    .prepare(),
);

/** The role that was told of somebody (messenger_users.id) when an admin gave them another; null where none did. */
export function toldRole(db: Db, userId: string): Role | null {
  const parsed = given.safeParse(byName(db).get({ name: nameOf(userId) })?.value);
  return parsed.success ? parsed.data.told : null;
}

/** Inside the caller's transaction. */
export function noteGivenRole(db: Db, userId: string, told: Role): void {
  const value = { told };
  db.insert(settings)
    .values({ name: nameOf(userId), value })
    .onConflictDoUpdate({ target: settings.name, set: { value } })
    .run();
}

export function forgetGivenRole(db: Db, userId: string): void {
  db.delete(settings)
    .where(eq(settings.name, nameOf(userId)))
    .run();
}

function nameOf(userId: string): string {
  return `messenger-role:${userId}`;
}
