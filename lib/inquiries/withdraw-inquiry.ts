import type { Ctx } from "#lib/auth/context.ts";
import { closeInquiry } from "./close-inquiry.ts";
import { requireManagedInquiry } from "./find-managed-inquiry.ts";

/** The customer takes it back by their own link: the token is the permission. Safe to repeat. */
export async function withdrawInquiry(ctx: Ctx, token: string): Promise<void> {
  const inquiry = await requireManagedInquiry(ctx, token);
  if (inquiry.status === "WITHDRAWN") return;
  await closeInquiry({ ...ctx, actor: { kind: "customer" } }, inquiry, {
    to: "WITHDRAWN",
    template: "withdrawn",
    tell: ["artist"],
  });
}
