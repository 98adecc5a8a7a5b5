"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import type { NextcloudHoursView } from "#lib/artists/show-nextcloud-hours.ts";
import { ArtistHoursForm } from "./artist-hours-form.tsx";
import { ArtistHoursNextcloud } from "./artist-hours-nextcloud.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useHoursSource } from "./use-hours-source.ts";

type Source = ArtistView["hoursSource"];

/** Working hours with the choice where they are kept: the week to edit, or what Nextcloud says. */
export function ArtistHoursSource({
  artist,
  hours,
  nowMs,
}: {
  artist: ArtistView;
  hours: NextcloudHoursView;
  nowMs: number;
}) {
  const t = useTranslations("console.hoursSource");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { busy, problem, forget, choose } = useHoursSource(artist.id);
  const [wanted, setWanted] = useState<Source | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const saved = artist.hoursSource;
  const source = wanted ?? saved;
  const user = typed ?? hours.user ?? "";
  const differs = source !== saved || (source === "nextcloud" && user.trim() !== (hours.user ?? ""));

  function want(other: Source) {
    forget();
    setWanted(other);
  }

  async function save() {
    const chosen = await choose(
      source === "nextcloud" ? { source, nextcloudUser: user.trim() || undefined } : { source },
    );
    if (!chosen) return;
    setWanted(null);
    setTyped(null);
  }

  const option = (value: Source, title: string, text: ReactNode, disabled = false) => (
    <label className="flex cursor-pointer items-start gap-3 px-4 py-3 has-checked:bg-accent-ground has-disabled:cursor-default">
      <input
        type="radio"
        name={id}
        className="mt-1 size-4.5 shrink-0"
        checked={source === value}
        disabled={disabled}
        onChange={() => want(value)}
        aria-labelledby={`${id}-${value}`}
        aria-describedby={`${id}-${value}-text`}
      />
      <span className="min-w-0 leading-snug">
        <span id={`${id}-${value}`} className="block font-medium">
          {title}
        </span>
        <span id={`${id}-${value}-text`} className="block text-sm text-ink-soft">
          {text}
        </span>
      </span>
    </label>
  );

  return (
    <div className="space-y-6">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && differs) void save();
        }}
        className="space-y-4"
      >
        <ProblemAlert problem={problem} shown={source === "nextcloud" ? ["nextcloudUser"] : []} />
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t("legend")}</legend>
          <div className="divide-y rounded-md border bg-raised">
            {option("parlour", t("parlour"), t("parlourText"))}
            {option(
              "nextcloud",
              t("nextcloud"),
              hours.configured ? t("nextcloudText", { name: artist.name }) : t("notConfigured"),
              !hours.configured && saved !== "nextcloud",
            )}
          </div>
        </fieldset>
        {source === "nextcloud" && (
          <InputField
            id={`${id}-user`}
            label={t("user")}
            hint={t("userHint")}
            error={fieldErrors(problem?.errors.nextcloudUser)}
            className="max-w-xs"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            value={user}
            onChange={(event) => {
              forget();
              setTyped(event.target.value);
            }}
          />
        )}
        {differs && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button type="submit" variant="primary" busy={busy}>
              {t(source === "nextcloud" ? "choose" : "back")}
            </Button>
            <p className="text-sm text-ink-soft">{t(source === "nextcloud" ? "chooseText" : "backText")}</p>
          </div>
        )}
      </form>
      {saved === "nextcloud" && source === "nextcloud" && (
        <ArtistHoursNextcloud
          hours={hours}
          timeZone={artist.timeZone}
          nowMs={nowMs}
          reading={busy && !differs}
          onReadAgain={() => void choose({ source: "nextcloud" })}
        />
      )}
      {/* Kept while one looks at the other choice, so that nothing typed is lost. */}
      {saved === "parlour" && (
        <div hidden={source !== "parlour"}>
          <ArtistHoursForm artist={artist} />
        </div>
      )}
    </div>
  );
}
