"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { accentShades, isFaintOnPaper, isHexColour } from "#components/site/accent.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { carriesText } from "#lib/studio/accent-contrast.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

/** About our own vermilion, for the picker to begin with. */
const FIRST = "#c8432b";

/** The studio's colour, with what becomes of it on light and dark pages as one chooses. */
export function AccentForm({ accent }: { accent: string | null }) {
  const t = useTranslations("console.settings");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const form = useSectionForm("/api/admin/settings", { accent: accent ?? "" }, (value) => ({
    accent: value.accent || null,
  }));
  const typed = form.value.accent;
  const known = isHexColour(typed);
  const refused = known && !carriesText(typed.toLowerCase());
  return (
    <SectionForm
      form={form}
      label={t("accent")}
      shown={["accent"]}
      blocked={(typed !== "" && !known) || refused}
    >
      <Checkbox
        className="-mb-1"
        label={t("accentOwn")}
        checked={typed !== ""}
        onChange={(event) => form.set({ accent: event.target.checked ? (accent ?? FIRST) : "" })}
      />
      {typed !== "" && (
        <Field
          id={`${id}-accent`}
          label={t("accent")}
          hint={t("accentHint")}
          error={known ? fieldErrors(form.problem?.errors.accent) : [t("accentUnreadable")]}
        >
          {(control) => (
            <div className="flex gap-3">
              <input
                type="color"
                aria-label={t("accentPicker")}
                value={known ? typed.toLowerCase() : FIRST}
                onChange={(event) => form.set({ accent: event.target.value })}
                className="h-11 w-16 shrink-0 rounded-md border border-line-strong bg-raised p-1"
              />
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                maxLength={7}
                className="w-32 font-mono text-sm"
                value={typed}
                onChange={(event) => form.set({ accent: event.target.value })}
              />
            </div>
          )}
        </Field>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Preview scheme="light" accent={known ? typed : null} />
        <Preview scheme="dark" accent={known ? typed : null} />
      </div>
      {refused && (
        <Alert tone="bad" role="status">
          {t("accentRefused")}
        </Alert>
      )}
      {known && !refused && isFaintOnPaper(typed) && (
        <Alert tone="warn" role="status">
          {t("accentFaint")}
        </Alert>
      )}
    </SectionForm>
  );
}

/** Page and words of the two themes, as the preview shows them whichever the reader has chosen. */
const pages = {
  light: { background: "#faf8f4", color: "#4a433d" },
  dark: { background: "#171310", color: "#c2bcb4" },
};

/** What customers see, in one of the two themes: nothing here can be pressed. */
function Preview({ scheme, accent }: { scheme: "light" | "dark"; accent: string | null }) {
  const t = useTranslations("console.settings");
  const shades = accentShades(accent ?? FIRST)[scheme];
  return (
    <figure style={pages[scheme]} className="rounded-md border p-4 text-sm">
      <figcaption className="mb-3">{t(`preview.${scheme}`)}</figcaption>
      <div className="flex flex-wrap items-center gap-4">
        <span
          style={{ background: shades.fill, color: shades.on }}
          className="inline-flex h-9 items-center rounded-md px-3 font-medium"
        >
          {t("preview.button")}
        </span>
        <span style={{ color: shades.text }} className="underline underline-offset-4">
          {t("preview.link")}
        </span>
      </div>
    </figure>
  );
}
