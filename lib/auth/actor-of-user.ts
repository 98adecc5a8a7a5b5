import type { UserRow } from "#db/queries/users.ts";
import type { Actor } from "./actor.ts";

/** Who acts when a user does, `scopes` being what their token is limited to, where it is. */
export function actorOfUser(user: UserRow, scopes: readonly string[] | null = null): Actor {
  const person = { userId: user.id, name: user.name, ...(scopes && { scopes }) };
  if (user.role === "artist" && user.artistId) return { kind: "artist", artistId: user.artistId, ...person };
  return { kind: user.role === "admin" ? "admin" : "staff", ...person };
}
