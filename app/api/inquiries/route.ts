import { endpoints } from "#lib/http/endpoints.ts";
import { inquiryFormFailure } from "#lib/http/offer-form-failure.ts";
import { inquiryJson } from "#lib/http/offer-json.ts";
import { requestLocale } from "#lib/http/request-locale.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { listInquiries } from "#lib/inquiries/list-inquiries.ts";

export const GET = route(endpoints.listInquiries, async ({ ctx, query }) => {
  const { status, ...page } = query;
  const { inquiries, total } = await listInquiries(ctx, { statuses: [status], ...page });
  return { inquiries: inquiries.map(inquiryJson), total };
});

export const POST = route(
  endpoints.createInquiry,
  async ({ ctx, request, body, isForm }) => {
    const created = await createInquiry(ctx, body, { locale: requestLocale(request) });
    return isForm ? seeOther(`${new URL(created.inquiryUrl).pathname}?new=1`) : created;
  },
  inquiryFormFailure,
);
