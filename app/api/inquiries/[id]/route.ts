import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { inquiryJson } from "#lib/http/offer-json.ts";
import { route } from "#lib/http/route.ts";
import { declineInquiry } from "#lib/inquiries/decline-inquiry.ts";
import { showInquiry } from "#lib/inquiries/show-inquiry.ts";

export const GET = route(endpoints.showInquiry, async ({ ctx, params }) => {
  const { inquiry, messages } = await showInquiry(ctx, params.id ?? "");
  return {
    inquiry: inquiryJson(inquiry),
    messages: messages.map(({ createdAt, ...message }) => ({ ...message, createdAt: iso(createdAt) })),
  };
});

export const PATCH = route(endpoints.declineInquiry, async ({ ctx, params, body }) => {
  const id = params.id ?? "";
  await declineInquiry(ctx, { id, word: body.word, version: body.version });
  return { inquiry: inquiryJson((await showInquiry(ctx, id)).inquiry) };
});
