import { signConsent } from "#lib/consents/sign-consent.ts";
import { consentFormFailure } from "#lib/http/consent-form-failure.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { requestLocale } from "#lib/http/request-locale.ts";
import { route } from "#lib/http/route.ts";
import { seeOther } from "#lib/http/see-other.ts";

export const POST = route(
  endpoints.signConsent,
  async ({ ctx, request, body: { token, ...signature }, isForm }) => {
    const { signed } = await signConsent(ctx, token, { ...signature, locale: requestLocale(request) });
    if (isForm) return seeOther(`/appointment/${encodeURIComponent(token)}?signed=1`);
    return { signedAt: iso(signed?.signedAt ?? ctx.now()) };
  },
  consentFormFailure,
);
