import { createConsentForm } from "#lib/consents/create-consent-form.ts";
import { listConsentForms } from "#lib/consents/list-consent-forms.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listConsentForms, async ({ ctx }) => {
  const forms = await listConsentForms(ctx);
  return { forms: forms.map((form) => ({ ...form, updatedAt: iso(form.updatedAt) })) };
});

export const POST = route(endpoints.createConsentForm, async ({ ctx, body }) => ({
  id: await createConsentForm(ctx, body),
}));
