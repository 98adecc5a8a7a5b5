"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";
import { ZoneField } from "./zone-field.tsx";

/** What customers read about an artist, and whose clock the times are on. */
export function ArtistProfileForm({ artist }: { artist: ArtistView }) {
  const t = useTranslations("console.artists");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { name, slug, bio, timeZone } = artist;
  const form = useSectionForm(
    `/api/admin/artists/${encodeURIComponent(artist.id)}`,
    { name, slug, bio, timeZone },
    (value) => value,
  );
  const errors = form.problem?.errors ?? {};

  return (
    <SectionForm
      form={form}
      label={t("profile")}
      shown={["name", "slug", "bio", "timeZone"]}
      blocked={form.value.name.trim() === ""}
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        error={fieldErrors(errors.name)}
        required
        autoComplete="off"
        maxLength={120}
        value={form.value.name}
        onChange={(event) => form.set({ name: event.target.value })}
      />
      <InputField
        id={`${id}-slug`}
        label={t("slug")}
        hint={t("slugHint", { slug: form.value.slug || "…" })}
        error={fieldErrors(errors.slug)}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        value={form.value.slug}
        onChange={(event) => form.set({ slug: event.target.value })}
      />
      <Field
        id={`${id}-bio`}
        label={t("bio")}
        hint={t("bioHint")}
        error={fieldErrors(errors.bio)}
        optional={common("optional")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={form.value.bio}
            onChange={(event) => form.set({ bio: event.target.value })}
          />
        )}
      </Field>
      <ZoneField
        id={`${id}-zone`}
        label={t("zone")}
        hint={t("zoneHint")}
        error={fieldErrors(errors.timeZone)}
        value={form.value.timeZone}
        onChange={(zone) => form.set({ timeZone: zone })}
      />
    </SectionForm>
  );
}
