import { changeConsentForm } from "#lib/consents/change-consent-form.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(endpoints.changeConsentForm, async ({ ctx, params, body }) => {
  const id = params.id ?? "";
  await changeConsentForm(ctx, id, body);
  return { id };
});
