import type { Db } from "#db/client.ts";
import type { UserRow } from "#db/queries/users.ts";
import { apiTokens, users } from "#db/schema/users.ts";

/** A user with a password that nobody knows. */
export function testUser(id: string, more: Partial<UserRow> = {}): UserRow {
  return {
    id,
    email: `${id}@example.org`,
    name: id,
    role: "staff",
    artistId: null,
    passwordHash: "scrypt$a$b",
    active: true,
    sessionEpoch: 0,
    createdAt: 0,
    ...more,
  };
}

/** The users behind the tests' actors, and a token of Mara's. */
export function insertTestUsers(db: Db): void {
  db.insert(users)
    .values([
      testUser("user-admin", { role: "admin", name: "Admin" }),
      testUser("user-staff", { name: "Front Desk" }),
      testUser("user-mara", { role: "artist", artistId: "mara", name: "Mara" }),
      testUser("user-theo", { role: "artist", artistId: "theo", name: "Theo" }),
    ])
    .run();
  db.insert(apiTokens)
    .values({ id: "maras-token", userId: "user-mara", name: "Phone", tokenHash: "hash", createdAt: 0 })
    .run();
}
