import { listSealedSecrets, replaceSealedSecret } from "#db/queries/sealed-secrets.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { isOutdated, openSecret, sealSecret } from "#lib/core/secret-box.ts";

export interface KeyCount {
  /** Sealed with today's key. */
  current: number;
  /** Sealed with the key before it, which still opens them. */
  outdated: number;
  /** No key we have opens them. */
  lost: number;
}

const PASSES = 3;

/** Which keys the secrets at rest are sealed with. @throws AppError unless an admin, or Parlour itself, asks */
export async function countKeys(ctx: Pick<Ctx, "actor" | "db" | "env">): Promise<KeyCount> {
  requireAdmin(ctx.actor);
  const count: KeyCount = { current: 0, outdated: 0, lost: 0 };
  for (const { purpose, sealed } of await listSealedSecrets(ctx.db)) {
    if (openSecret(ctx.env, purpose, sealed) === null) count.lost += 1;
    else if (isOutdated(ctx.env, sealed)) count.outdated += 1;
    else count.current += 1;
  }
  return count;
}

/**
 * Seals every secret at rest with today's key. Safe to run twice, and beside a working Parlour that knows both keys.
 * @returns how many were sealed anew, and what is there afterwards
 * @throws AppError unless an admin, or Parlour itself, asks
 */
export async function rotateKeys(
  ctx: Pick<Ctx, "actor" | "db" | "env">,
): Promise<KeyCount & { resealed: number }> {
  requireAdmin(ctx.actor);
  let resealed = 0;
  // What changes while it is looked at is looked at once more.
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const secret of await listSealedSecrets(ctx.db)) {
      const plain = isOutdated(ctx.env, secret.sealed)
        ? openSecret(ctx.env, secret.purpose, secret.sealed)
        : null;
      if (plain === null) continue;
      if (await replaceSealedSecret(ctx.db, secret, sealSecret(ctx.env, secret.purpose, plain)))
        resealed += 1;
    }
  }
  return { resealed, ...(await countKeys(ctx)) };
}
