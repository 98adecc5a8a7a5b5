import { insertServiceToken } from "#db/queries/service-tokens.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId, newToken } from "#lib/core/ids.ts";
import { requireMessengerAdmin } from "./require-member.ts";
import type { ServiceScope } from "./service-scopes.ts";

/** So many of a tenant work at a time; a bound, not a wish. */
const MOST_TOKENS = 100;
/** What most applications do, and nothing that reads about people. */
const USUAL_SCOPES: readonly ServiceScope[] = ["notifications:send", "notifications:read"];

export interface NewServiceTokenJson {
  id: string;
  name: string;
  scopes: string[];
  /** Shown this once; only its hash is kept. */
  token: string;
}

/**
 * A token by which another application tells the tenant's people something.
 * @throws AppError as `requireMessengerAdmin`; `name_taken` where one that works has the name; `conflict` at a hundred
 */
export async function createServiceToken(
  ctx: Ctx,
  input: { name: string; scopes?: readonly ServiceScope[] | undefined },
): Promise<NewServiceTokenJson> {
  const { tenantId, displayName: createdBy } = await requireMessengerAdmin(ctx);
  const { name } = input;
  const scopes = [...new Set(input.scopes ?? USUAL_SCOPES)];
  const id = newId();
  const token = `messenger_${newToken()}`;
  const stored = await insertServiceToken(
    ctx.db,
    { id, tenantId, name, scopes, tokenHash: hashToken(token), createdBy, createdAt: ctx.now() },
    MOST_TOKENS,
    auditEntry(ctx, {
      entity: "service_token",
      entityId: id,
      action: "created",
      detail: { name, scopes, tenantId },
    }),
  );
  if (stored === "name_taken")
    throw new AppError("name_taken", `There is a token called ${name} already. Choose another name.`);
  if (stored === "too_many")
    throw new AppError("conflict", "There are 100 service tokens. Revoke one that nobody uses first.");
  return { id, name, scopes, token };
}
