"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { SaveRow } from "./save-row.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useDraft } from "./use-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { ZoneField } from "./zone-field.tsx";

/** What customers read about an artist, and whose clock the times are on. */
export function ArtistProfileForm({ artist }: { artist: ArtistView }) {
  const t = useTranslations("console.artists");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { name, slug, bio, timeZone } = artist;
  const draft = useDraft({ name, slug, bio, timeZone });
  const { busy, problem, call, forget } = useApiCall();
  const errors = problem?.errors ?? {};

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !draft.dirty) return;
    const saved = await call("PATCH", `/api/admin/artists/${encodeURIComponent(artist.id)}`, draft.value);
    if (!saved.ok) return;
    toast({ text: common("saved") });
    router.refresh();
    draft.settle();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-xl space-y-5">
      <ProblemAlert problem={problem} shown={["name", "slug", "bio", "timeZone"]} />
      <Field id={`${id}-name`} label={t("name")} error={fieldErrors(errors.name)} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={120}
            value={draft.value.name}
            onChange={(event) => draft.set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        id={`${id}-slug`}
        label={t("slug")}
        hint={t("slugHint", { slug: draft.value.slug || "…" })}
        error={fieldErrors(errors.slug)}
        required
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            value={draft.value.slug}
            onChange={(event) => draft.set({ slug: event.target.value })}
          />
        )}
      </Field>
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
            value={draft.value.bio}
            onChange={(event) => draft.set({ bio: event.target.value })}
          />
        )}
      </Field>
      <ZoneField
        id={`${id}-zone`}
        label={t("zone")}
        hint={t("zoneHint")}
        error={fieldErrors(errors.timeZone)}
        value={draft.value.timeZone}
        onChange={(zone) => draft.set({ timeZone: zone })}
      />
      <SaveRow
        dirty={draft.dirty}
        busy={busy}
        blocked={draft.value.name.trim() === ""}
        label={t("profile")}
        onReset={() => {
          forget();
          draft.reset();
        }}
      />
    </form>
  );
}
