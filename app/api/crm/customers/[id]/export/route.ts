import { exportCustomer } from "#lib/customers/export-customer.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { contentDisposition } from "#lib/http/files/content-disposition.ts";
import { requestLocale } from "#lib/http/request-locale.ts";
import { route } from "#lib/http/route.ts";
import { streamBody } from "#lib/http/stream-body.ts";

export const GET = route(endpoints.exportCustomer, async ({ ctx, params, request }) => {
  const { filename, body } = await exportCustomer(ctx, params.id ?? "", { locale: requestLocale(request) });
  return new Response(streamBody(body), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": contentDisposition("attachment", filename),
      "Cache-Control": "no-store",
    },
  });
});
