import { allowsScope, isScope } from "#lib/auth/scopes.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * A token makes no token that may more than itself. `own` is what the maker is limited to, `wanted` what the new one
 * shall be; null is no limit. @throws AppError `not_allowed`, with the scope that is missing
 */
export function requireOwnScopes(own: readonly string[] | null, wanted: readonly string[] | null): void {
  if (own === null) return;
  if (wanted === null)
    throw new AppError(
      "not_allowed",
      "This token is limited to some scopes: say which of them the new one gets.",
    );
  const more = wanted.find((scope) => !isScope(scope) || !allowsScope(own, scope));
  if (more !== undefined)
    throw new AppError("not_allowed", `This token lacks the scope ${more}, so it cannot give it to another.`);
}
