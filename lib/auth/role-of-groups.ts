import type { RoleRule } from "#lib/core/role-map.ts";

type Role = RoleRule["role"];

/** The strongest wins where somebody is in several groups. */
const STRENGTH: readonly Role[] = ["admin", "staff", "artist"];

/** The role the mapping gives to these groups; null when none of them is in it. */
export function mappedRole(rules: readonly RoleRule[], groups: readonly string[]): Role | null {
  const given = new Set(rules.filter((rule) => groups.includes(rule.group)).map((rule) => rule.role));
  return STRENGTH.find((role) => given.has(role)) ?? null;
}

/**
 * The role somebody has after signing in. Without a mapping, or without groups from the provider (`null`), the one they
 * have. Whose groups say nothing keeps theirs as well, but not admin where the mapping hands that out: leaving the
 * admins' group has to count. Nobody becomes an artist without the artist they are.
 */
export function roleOfGroups(
  rules: readonly RoleRule[],
  groups: readonly string[] | null,
  user: { role: Role; artistId: string | null },
): Role {
  if (rules.length === 0 || groups === null) return user.role;
  const mapped = mappedRole(rules, groups);
  if (mapped === "artist" && user.artistId === null) return user.role === "admin" ? "staff" : user.role;
  if (mapped !== null) return mapped;
  const adminIsMapped = rules.some((rule) => rule.role === "admin");
  if (user.role !== "admin" || !adminIsMapped) return user.role;
  return user.artistId === null ? "staff" : "artist";
}
