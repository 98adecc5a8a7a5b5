import { findFormDraft, insertFormDraft } from "#db/queries/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { hashToken, newToken } from "#lib/core/ids.ts";

/** What somebody typed into a form that was refused, and why. */
export interface FormDraft {
  values: Record<string, string>;
  errors: Record<string, string[]>;
  code: string;
  /** When it may be sent again, epoch milliseconds. */
  retryAt?: number | undefined;
}

const KEPT_MS = 30 * MINUTE;
/** The longest field of a form, a drawn signature, fits. */
const MAX_CHARACTERS = 20_000;

/** Keeps a refused form for half an hour. @returns the token under which the page finds it. */
export async function saveFormDraft(ctx: Pick<Ctx, "db" | "now">, draft: FormDraft): Promise<string> {
  const token = newToken();
  const values = Object.fromEntries(
    Object.entries(draft.values).map(([name, value]) => [name, value.slice(0, MAX_CHARACTERS)]),
  );
  await insertFormDraft(ctx.db, {
    tokenHash: hashToken(token),
    data: { ...draft, values },
    expiresAt: ctx.now() + KEPT_MS,
  });
  return token;
}

export async function readFormDraft(ctx: Pick<Ctx, "db" | "now">, token: string): Promise<FormDraft | null> {
  const draft = await findFormDraft(ctx.db, hashToken(token), ctx.now());
  return draft?.data ?? null;
}
