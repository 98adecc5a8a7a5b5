import type { Ctx } from "#lib/auth/context.ts";
import { closeInquiry } from "./close-inquiry.ts";
import { loadInquiry } from "./load-inquiry.ts";

/** The studio does not take it on; the customer reads so, with a word if there is one. */
export async function declineInquiry(
  ctx: Ctx,
  input: { id: string; word?: string; version?: number },
): Promise<void> {
  const inquiry = await loadInquiry(ctx, input.id);
  await closeInquiry(ctx, inquiry, {
    to: "DECLINED",
    template: "declined",
    tell: ["customer"],
    word: input.word,
    version: input.version,
  });
}
