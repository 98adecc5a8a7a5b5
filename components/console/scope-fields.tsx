"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Select } from "#components/ui/select.tsx";
import { SCOPE_AREAS, SCOPE_PRESETS, type ScopeChoice, scopesOfChoice } from "#lib/users/scope-choice.ts";

const LEVELS = ["none", "read", "write"] as const;

/** What a token may be used for: a few words to choose from, or area by area. */
export function ScopeFields({
  choice,
  onChange,
}: {
  choice: ScopeChoice;
  onChange: (choice: ScopeChoice) => void;
}) {
  const t = useTranslations("webhooks.scopes");
  const id = useId();
  const { preset, levels } = choice;
  return (
    <fieldset>
      <legend className="font-medium">{t("legend")}</legend>
      <div className="mt-1">
        {SCOPE_PRESETS.map((name) => (
          <label key={name} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="radio"
              name={`${id}-preset`}
              className="size-5 shrink-0"
              checked={preset === name}
              onChange={() => onChange({ ...choice, preset: name })}
            />
            {t(`preset.${name}`)}
          </label>
        ))}
      </div>
      {preset === "choose" && (
        <div className="mt-2 space-y-2 border-l-2 pl-4">
          {SCOPE_AREAS.map((area) => (
            <div key={area} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <label htmlFor={`${id}-${area}`} className="min-w-0 flex-1 basis-44">
                {t(`area.${area}`)}
              </label>
              <Select
                id={`${id}-${area}`}
                className="w-48"
                value={levels[area]}
                onChange={({ target: { value } }) => {
                  const level = LEVELS.find((known) => known === value) ?? "none";
                  onChange({ ...choice, levels: { ...levels, [area]: level } });
                }}
              >
                {LEVELS.map((level) => (
                  <option key={level} value={level}>
                    {t(level)}
                  </option>
                ))}
              </Select>
            </div>
          ))}
          {scopesOfChoice(choice)?.length === 0 && (
            <p role="status" className="text-sm text-bad">
              {t("chooseOne")}
            </p>
          )}
        </div>
      )}
      <p className="mt-2 text-sm text-ink-soft">{t("note")}</p>
    </fieldset>
  );
}
