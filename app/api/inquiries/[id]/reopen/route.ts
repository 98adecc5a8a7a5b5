import { endpoints } from "#lib/http/endpoints.ts";
import { inquiryJson } from "#lib/http/offer-json.ts";
import { route } from "#lib/http/route.ts";
import { reopenInquiry } from "#lib/inquiries/reopen-inquiry.ts";
import { showInquiry } from "#lib/inquiries/show-inquiry.ts";

export const POST = route(endpoints.reopenInquiry, async ({ ctx, params }) => {
  const id = params.id ?? "";
  await reopenInquiry(ctx, id);
  return { inquiry: inquiryJson((await showInquiry(ctx, id)).inquiry) };
});
