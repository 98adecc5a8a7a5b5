import { ExternalLink } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { weekdayNames } from "#components/booking/clock-words.ts";
import { ContactFields } from "#components/booking/contact-fields.tsx";
import { Honeypot } from "#components/booking/honeypot.tsx";
import { KeepWords } from "#components/booking/keep-words.tsx";
import { BrowserZoneField } from "#components/inquiries/browser-zone-field.tsx";
import { errorWords } from "#components/inquiries/error-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import { addDays, dayOf } from "#lib/core/time-zone.ts";

const FORM_ID = "waitlist-form";
const fields = ["fromDay", "toDay", "clientName", "clientEmail", "clientPhone", "description"] as const;
const contactIds = {
  clientName: "waitlist-name",
  clientEmail: "waitlist-email",
  clientPhone: "waitlist-phone",
};
/** What is suggested as the last day. */
const SUGGESTED_DAYS = 60;

/**
 * Waits for a time to become free: a plain form. `folded` shows it as one quiet line that opens, for under a calendar.
 * `target` is where its answer opens: a frame of another site cannot show it.
 */
export async function WaitlistForm({
  artist,
  service,
  durationMinutes,
  nowMs,
  draft = null,
  folded = false,
  target,
}: {
  artist: { id: string; name: string; timeZone: string };
  service: { id: string; name: string };
  durationMinutes?: number | undefined;
  nowMs: number;
  /** A form that was refused. */
  draft?: FormDraft | null;
  folded?: boolean;
  target?: "_blank" | undefined;
}) {
  const t = await getTranslations("inquiry.waitlist");
  const tForm = await getTranslations("inquiry.form");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const errorsOf = await errorWords(draft?.errors);
  const values = draft?.values ?? {};
  const today = dayOf(nowMs, artist.timeZone);
  const firstBad = fields.find((name) => draft?.errors[name]);
  const chosen = new Set((values.weekdays ?? "").split(/[\s,]+/));
  const control = (name: (typeof fields)[number]) => ({
    name,
    defaultValue: values[name],
    autoFocus: name === firstBad,
  });
  const duration = values.durationMinutes ?? (durationMinutes === undefined ? "" : String(durationMinutes));
  const form = (
    <form
      id={FORM_ID}
      method="post"
      action="/api/waitlist"
      target={target}
      className="max-w-2xl space-y-6 pt-2"
      aria-label={t("title")}
    >
      <p className="measure text-ink-soft">{t("intro", { artist: artist.name })}</p>
      <input type="hidden" name="artistId" value={artist.id} />
      <input type="hidden" name="serviceId" value={service.id} />
      {duration && <input type="hidden" name="durationMinutes" value={duration} />}
      <BrowserZoneField fallback={values.timeZone} />
      <Honeypot />
      <div className="grid gap-6 sm:grid-cols-2">
        <InputField
          id="waitlist-from"
          label={t("from")}
          type="date"
          error={errorsOf("fromDay")}
          {...control("fromDay")}
          min={today}
          defaultValue={values.fromDay || today}
        />
        <InputField
          id="waitlist-to"
          label={t("to")}
          type="date"
          required
          error={errorsOf("toDay")}
          {...control("toDay")}
          min={today}
          max={addDays(today, 366)}
          defaultValue={values.toDay || addDays(today, SUGGESTED_DAYS)}
        />
      </div>
      <fieldset>
        <legend className="font-medium">{t("weekdays")}</legend>
        <p className="text-sm text-ink-soft">{t("weekdaysHint")}</p>
        <div className="mt-1 flex flex-wrap gap-x-6">
          {weekdayNames(locale).map(({ long }, index) => (
            <Checkbox
              key={long}
              name="weekdays"
              value={index + 1}
              label={long}
              defaultChecked={chosen.has(String(index + 1))}
            />
          ))}
        </div>
      </fieldset>
      <ContactFields
        words={{
          name: tForm("name"),
          email: tForm("email"),
          phone: tForm("phone"),
          optional: common("optional"),
        }}
        control={(name) => ({ ...control(name), id: contactIds[name], error: errorsOf(name) })}
      />
      <Field
        id="waitlist-description"
        label={t("description")}
        optional={common("optional")}
        error={errorsOf("description")}
      >
        {(tied) => <Textarea {...tied} {...control("description")} rows={3} maxLength={2000} lang={locale} />}
      </Field>
      <Button type="submit" variant="primary" size="lg" className="w-full sm:w-auto">
        {t("submit")}
        {target === "_blank" && <ExternalLink aria-hidden />}
      </Button>
      {target === "_blank" && <p className="text-sm text-ink-soft">{t("newWindow")}</p>}
      <KeepWords formId={FORM_ID} name="waitlist" />
    </form>
  );
  if (!folded) return form;
  return (
    <details className="border-t pt-2">
      <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {t("ask")}
      </summary>
      {form}
    </details>
  );
}
