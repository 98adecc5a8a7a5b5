import type { UserRow } from "#db/queries/users.ts";

/** Somebody who signs in, as the console shows it. */
export interface UserView {
  id: string;
  email: string;
  name: string;
  role: "admin" | "artist" | "staff";
  artistId: string | null;
  active: boolean;
  /** Has neither chosen a password nor signed in by an identity yet. */
  invited: boolean;
  /** Epoch milliseconds. */
  createdAt: number;
}

export function toUserView(row: UserRow, hasWayIn: boolean): UserView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    artistId: row.artistId,
    active: row.active,
    invited: !hasWayIn,
    createdAt: row.createdAt,
  };
}
