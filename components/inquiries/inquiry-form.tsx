import { getLocale, getTranslations } from "next-intl/server";
import { ContactFields } from "#components/booking/contact-fields.tsx";
import { Honeypot } from "#components/booking/honeypot.tsx";
import { KeepWords } from "#components/booking/keep-words.tsx";
import type { KeptPicture } from "#components/pictures/kept-picture.ts";
import { PicturesField } from "#components/pictures/pictures-field.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { isNotTaken, NotTaken } from "#components/site/not-taken.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import type { BookableArtist, BookableService } from "#lib/artists/bookable-artist.ts";
import { BrowserZoneField } from "./browser-zone-field.tsx";
import { errorWords } from "./error-words.ts";

const FORM_ID = "inquiry-form";
const fields = [
  "description",
  "placement",
  "size",
  "budget",
  "wishes",
  "clientName",
  "clientEmail",
  "clientPhone",
] as const;

const contactIds = { clientName: "client-name", clientEmail: "client-email", clientPhone: "client-phone" };

/** An idea for an artist, in words and pictures: a plain form that works without scripts and comes back filled in. */
export async function InquiryForm({
  artist,
  service,
  draft,
  pictures = [],
}: {
  artist: Pick<BookableArtist, "id" | "name" | "timeZone">;
  service: Pick<BookableService, "id" | "name" | "asksPictures">;
  /** A form that was refused. */
  draft: FormDraft | null;
  /** Those that came with the refused form. */
  pictures?: readonly KeptPicture[];
}) {
  const t = await getTranslations("inquiry.form");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const errorsOf = await errorWords(draft?.errors);
  const values = draft?.values ?? {};
  const firstBad = fields.find((name) => draft?.errors[name]);
  const control = (name: (typeof fields)[number]) => ({
    name,
    defaultValue: values[name],
    autoFocus: name === firstBad,
  });
  const optional = common("optional");
  return (
    <section aria-labelledby="idea" className="max-w-2xl">
      <h2 id="idea" className="font-display text-2xl font-semibold tracking-tight">
        {t("title", { artist: artist.name })}
      </h2>
      <p className="measure mt-2 mb-8 text-ink-soft">
        {t("intro", { service: service.name, artist: artist.name })}
      </p>
      {draft && <Refused code={draft.code} takesFocus={firstBad === undefined} />}
      <form
        id={FORM_ID}
        method="post"
        action="/api/inquiries"
        encType="multipart/form-data"
        className="space-y-6"
        aria-labelledby="idea"
      >
        <input type="hidden" name="artistId" value={artist.id} />
        <input type="hidden" name="serviceId" value={service.id} />
        <BrowserZoneField fallback={values.timeZone} />
        <Honeypot />
        <Field
          id="description"
          label={t("description")}
          hint={t("descriptionHint", { artist: artist.name })}
          required
          error={errorsOf("description")}
        >
          {(tied) => (
            <Textarea {...tied} {...control("description")} rows={6} maxLength={4000} lang={locale} />
          )}
        </Field>
        {service.asksPictures && (
          <ClientMessages namespaces={["common"]}>
            <PicturesField initial={pictures} errors={draft?.errors.pictures ?? draft?.errors.picture} />
          </ClientMessages>
        )}
        <div className="grid gap-6 sm:grid-cols-2">
          <InputField
            id="placement"
            label={t("placement")}
            hint={t("placementHint")}
            optional={optional}
            error={errorsOf("placement")}
            maxLength={200}
            {...control("placement")}
          />
          <InputField
            id="size"
            label={t("size")}
            hint={t("sizeHint")}
            optional={optional}
            error={errorsOf("size")}
            maxLength={120}
            {...control("size")}
          />
        </div>
        <InputField
          id="budget"
          label={t("budget")}
          hint={t("budgetHint")}
          optional={optional}
          error={errorsOf("budget")}
          maxLength={120}
          {...control("budget")}
        />
        <Field
          id="wishes"
          label={t("wishes")}
          hint={t("wishesHint")}
          optional={optional}
          error={errorsOf("wishes")}
        >
          {(tied) => (
            <Textarea
              {...tied}
              {...control("wishes")}
              rows={2}
              className="min-h-20"
              maxLength={500}
              lang={locale}
            />
          )}
        </Field>
        <fieldset className="space-y-6 border-t pt-6">
          <legend className="sr-only">{t("about")}</legend>
          <ContactFields
            words={{
              name: t("name"),
              email: t("email"),
              emailHint: t("emailHint", { artist: artist.name }),
              phone: t("phone"),
              optional,
            }}
            control={(name) => ({ ...control(name), id: contactIds[name], error: errorsOf(name) })}
          />
        </fieldset>
        <div>
          <Button type="submit" variant="primary" size="lg" className="w-full sm:w-auto">
            {t("submit")}
          </Button>
          <p className="mt-3 text-sm text-ink-soft">{t("afterwards")}</p>
        </div>
      </form>
      <KeepWords formId={FORM_ID} />
    </section>
  );
}

async function Refused({ code, takesFocus }: { code: string; takesFocus: boolean }) {
  if (isNotTaken(code)) return <NotTaken code={code} className="mb-6" />;
  const t = await getTranslations("inquiry.form.refused");
  const said =
    code === "invalid_input" ? "invalid" : code === "booking_refused" ? "booking_refused" : "other";
  return (
    <Alert
      role="alert"
      tabIndex={-1}
      autoFocus={takesFocus}
      tone={said === "invalid" ? "warn" : "bad"}
      title={t(said)}
      className="mb-6"
    >
      <p>{t(`${said}Text`)}</p>
    </Alert>
  );
}
