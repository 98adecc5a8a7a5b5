import { AppError } from "#lib/core/errors.ts";
import type { Actor } from "./actor.ts";

const AREAS = ["appointments", "customers", "files", "studio", "talk", "integrations", "messenger"] as const;
type Area = (typeof AREAS)[number];

/** What an API token may be used for. `write` includes `read` of the same area. */
export type Scope = `${Area}:read` | `${Area}:write`;

/** What an operation asks of a token: one scope, or a token that may do everything. */
export type NeededScope = Scope | "everything";

/** Every scope, an area after the other. */
export const SCOPES: readonly Scope[] = AREAS.flatMap((area): Scope[] => [`${area}:read`, `${area}:write`]);

export function isScope(value: string): value is Scope {
  return SCOPES.some((scope) => scope === value);
}

/** Whether a token with these scopes may; null is a token made before there were scopes, or no token: everything. */
export function allowsScope(scopes: readonly string[] | null, needed: NeededScope): boolean {
  if (scopes === null) return true;
  if (needed === "everything")
    return SCOPES.every((scope) => !scope.endsWith(":write") || scopes.includes(scope));
  return scopes.includes(needed) || scopes.includes(needed.replace(/:read$/, ":write"));
}

/** What the actor's token is limited to; null without a token, or for one without limits. */
export function scopesOf(actor: Actor): readonly string[] | null {
  return ("scopes" in actor && actor.scopes) || null;
}

/**
 * A token can never do more than its user: this only takes away; what remains is for the verb to judge.
 * @throws AppError `not_allowed`, with the scope that is missing
 */
export function requireScope(scopes: readonly string[] | null, needed: NeededScope): void {
  if (allowsScope(scopes, needed)) return;
  throw new AppError(
    "not_allowed",
    needed === "everything"
      ? "This token is limited to some scopes; this needs one that may do everything."
      : `This token lacks the scope ${needed}. Make one with it in the console under API tokens.`,
  );
}
