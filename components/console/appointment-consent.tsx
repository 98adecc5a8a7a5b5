import { getLocale, getTranslations } from "next-intl/server";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { ConsentMark } from "#components/consents/consent-mark.tsx";
import type { Ctx } from "#lib/auth/context.ts";
import { consentState } from "#lib/consents/consent-state.ts";

/** The form an appointment's service asks for: signed, with its PDF, or not yet. Nothing where none is asked for. */
export async function AppointmentConsent({
  ctx,
  appointment,
}: {
  ctx: Ctx;
  appointment: { id: string; status: string };
}) {
  const { required, form, signed, pdfPath } = await consentState(ctx, appointment.id);
  const stands = appointment.status === "PENDING" || appointment.status === "CONFIRMED";
  if (!signed && !(required && stands)) return null;
  const t = await getTranslations("consent.papers");
  const locale = await getLocale();
  return (
    <section aria-labelledby="consent">
      <h2 id="consent" className="mb-2 text-sm font-semibold">
        {signed?.title ?? form?.title}
      </h2>
      <ConsentMark consent={{ state: signed ? "signed" : "missing", pdfPath }} />
      <p className="mt-1.5 text-sm text-ink-soft">
        {signed
          ? t("signedBy", {
              name: signed.signedName,
              when: signedWhen(signed.signedAt, signed.timeZone, locale),
            })
          : t("asked")}
      </p>
    </section>
  );
}

/** "Tuesday 1 December 2026, 14:00 (Vienna)" */
function signedWhen(atMs: number, timeZone: string, locale: string): string {
  const { day, time } = zonedClock(atMs, timeZone);
  // No year equals "": dayWords then writes it out.
  return `${dayWords(day, locale, "")}, ${time} (${zoneCity(timeZone, locale)})`;
}
