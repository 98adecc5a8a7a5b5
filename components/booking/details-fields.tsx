"use client";

import { useLocale, useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { ContactFields } from "./contact-fields.tsx";
import { useErrorWords } from "./use-error-words.ts";
import { artistArgs } from "./use-what-words.ts";

/** The fields that a refusal can be about, in their order, and the ids of their controls. */
export const fieldIds: Record<string, string> = {
  clientName: "client-name",
  clientEmail: "client-email",
  clientPhone: "client-phone",
  description: "description",
  pictures: "pictures",
  alternatives: "alternative-0",
};

/** Who asks, and for what, in the customer's own words. */
export function DetailsFields({
  artist,
  values,
  errors,
  focus,
}: {
  artist: { name: string };
  values: Record<string, string>;
  errors: Record<string, string[]>;
  /** The field that takes the focus when the page opens. */
  focus: string | null;
}) {
  const t = useTranslations("public.book.form");
  const tCommon = useTranslations("common");
  const locale = useLocale();
  const words = useErrorWords();
  const props = (name: string) => ({
    name,
    id: fieldIds[name] ?? name,
    error: words(errors[name]),
    defaultValue: values[name],
    autoFocus: focus === name,
  });
  return (
    <>
      <ContactFields
        words={{
          name: t("name"),
          email: t("email"),
          emailHint: t("emailHint"),
          phone: t("phone"),
          optional: tCommon("optional"),
        }}
        control={props}
      />
      <Field
        id="description"
        label={t("description")}
        hint={t("descriptionHint", artistArgs(artist))}
        optional={tCommon("optional")}
        error={words(errors.description)}
      >
        {(control) => (
          <Textarea
            {...control}
            name="description"
            maxLength={4000}
            lang={locale}
            defaultValue={values.description}
            autoFocus={focus === "description"}
          />
        )}
      </Field>
    </>
  );
}
