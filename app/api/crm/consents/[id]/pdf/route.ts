import { showConsentPdf } from "#lib/consents/show-consent-pdf.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { contentDisposition } from "#lib/http/files/content-disposition.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.consentPdf, async ({ ctx, params }) => {
  const { filename, bytes } = await showConsentPdf(ctx, params.id ?? "");
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": contentDisposition("inline", filename),
      "Cache-Control": "private, no-store",
      "Content-Length": String(bytes.length),
    },
  });
});
