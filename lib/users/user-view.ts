import type { UserRow } from "#db/queries/users.ts";

/** Somebody who signs in, as the console shows it. */
export interface UserView {
  id: string;
  email: string;
  name: string;
  role: "admin" | "artist" | "staff";
  artistId: string | null;
  active: boolean;
  /** Has not chosen a password yet. */
  invited: boolean;
  /** Epoch milliseconds. */
  createdAt: number;
}

export function toUserView(row: UserRow): UserView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    artistId: row.artistId,
    active: row.active,
    invited: row.passwordHash === null,
    createdAt: row.createdAt,
  };
}
