import { endpoints } from "#lib/http/endpoints.ts";
import { inquiryStepFailure } from "#lib/http/offer-form-failure.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";
import { requireManagedInquiry } from "#lib/inquiries/find-managed-inquiry.ts";
import { withdrawInquiry } from "#lib/inquiries/withdraw-inquiry.ts";
import { addInquiryMessage } from "#lib/inquiries/write-about-inquiry.ts";

export const POST = route(
  endpoints.manageInquiry,
  async ({ ctx, body, isForm }) => {
    const { token, action, text = "", pictures = [] } = body;
    if (action === "withdraw") await withdrawInquiry(ctx, token);
    else await addInquiryMessage(ctx, { token, text, pictures });
    if (isForm) return seeOther(`/inquiry/${encodeURIComponent(token)}?done=${action}`);
    const { status } = await requireManagedInquiry(ctx, token);
    return { status };
  },
  inquiryStepFailure,
);
