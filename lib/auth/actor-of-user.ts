import type { UserRow } from "#db/queries/users.ts";
import type { Actor } from "./actor.ts";

/** Who acts when a user does. */
export function actorOfUser(user: UserRow): Actor {
  if (user.role === "artist" && user.artistId) {
    return { kind: "artist", userId: user.id, artistId: user.artistId, name: user.name };
  }
  if (user.role === "admin") return { kind: "admin", userId: user.id, name: user.name };
  return { kind: "staff", userId: user.id, name: user.name };
}
