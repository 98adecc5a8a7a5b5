import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { answerInquiryMessage } from "#lib/inquiries/write-about-inquiry.ts";

export const POST = route(endpoints.answerInquiry, async ({ ctx, params, body }) => {
  await answerInquiryMessage(ctx, { id: params.id ?? "", text: body.text });
  return { sent: true };
});
