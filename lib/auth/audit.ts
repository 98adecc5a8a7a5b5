import type { AuditEntry } from "#db/queries/audit.ts";
import { actorName } from "./actor.ts";
import type { Ctx } from "./context.ts";

/** One history line: who did what to which thing, now. */
export function auditEntry(
  ctx: Pick<Ctx, "actor" | "now">,
  entry: {
    entity:
      | "appointment"
      | "calendar"
      | "artist"
      | "service"
      | "user"
      | "token"
      | "settings"
      | "customer"
      | "file"
      | "offer"
      | "inquiry"
      | "waitlist"
      | "consent"
      | "closure"
      | "webhook"
      | "integration"
      | "service_token"
      | "room"
      | "messenger_user";
    entityId: string;
    action: string;
    detail?: Record<string, unknown>;
  },
): AuditEntry {
  const { actor } = ctx;
  const actorId = "userId" in actor ? actor.userId : "tokenId" in actor ? actor.tokenId : null;
  return { at: ctx.now(), actorKind: actor.kind, actorId, actorName: actorName(actor), detail: {}, ...entry };
}
