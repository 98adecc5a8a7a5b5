import type { TokenView } from "#lib/users/token-view.ts";
import type { UserView } from "#lib/users/user-view.ts";
import { iso, isoOrNull } from "./iso.ts";

/** Users and their API tokens in answers: instants as ISO 8601. */

export function userJson({ createdAt, ...view }: UserView) {
  return { ...view, createdAt: iso(createdAt) };
}

export function tokenJson({ createdAt, lastUsedAt, revokedAt, ...view }: TokenView) {
  return {
    ...view,
    createdAt: iso(createdAt),
    lastUsedAt: isoOrNull(lastUsedAt),
    revokedAt: isoOrNull(revokedAt),
  };
}
