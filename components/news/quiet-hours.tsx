"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ZoneField } from "#components/console/zone-field.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import type { NewsChoicesInput } from "#lib/news/input.ts";
import type { NewsChoicesView } from "#lib/news/show-news-choices.ts";

const AT_FIRST = { from: "22:00", to: "07:00" };

/** When nothing may ring. Kept as soon as a field is left with something that makes sense. */
export function QuietHours({
  choices,
  onChange,
}: {
  choices: NewsChoicesView;
  onChange: (input: NewsChoicesInput) => void;
}) {
  const t = useTranslations("news.page.quiet");
  const { quiet, timeZone } = choices;
  const hearsOfTrouble = choices.events.some(({ event }) => event === "sync_trouble");
  return (
    <div className="space-y-4">
      <Checkbox
        label={t("on")}
        checked={quiet !== null}
        onChange={({ target }) => onChange({ quiet: target.checked ? { ...AT_FIRST, timeZone } : null })}
      />
      {quiet && (
        <>
          <Times quiet={quiet} onChange={onChange} />
          <ZoneField
            id="quiet-zone"
            label={t("zone")}
            value={quiet.timeZone}
            onChange={(zone) => onChange({ quiet: { ...quiet, timeZone: zone } })}
          />
          <p className="text-sm text-ink-soft">{t("means", { from: quiet.from, to: quiet.to })}</p>
          {hearsOfTrouble && (
            <Checkbox
              label={t("passes")}
              hint={t("passesHint")}
              checked={choices.troublePasses}
              onChange={({ target }) => onChange({ troublePasses: target.checked })}
            />
          )}
        </>
      )}
    </div>
  );
}

function Times({
  quiet,
  onChange,
}: {
  quiet: NonNullable<NewsChoicesView["quiet"]>;
  onChange: (input: NewsChoicesInput) => void;
}) {
  const t = useTranslations("news.page.quiet");
  /** What is being typed; null while it is what is kept. */
  const [draft, setDraft] = useState<{ from: string; to: string } | null>(null);
  const { from, to } = draft ?? quiet;
  const isSame = from === to;
  function keep() {
    if (isSame && from !== "") return;
    setDraft(null);
    const isWhole = from !== "" && to !== "";
    if (isWhole && (from !== quiet.from || to !== quiet.to)) onChange({ quiet: { ...quiet, from, to } });
  }
  return (
    <div className="grid max-w-md grid-cols-2 gap-4">
      <InputField
        id="quiet-from"
        type="time"
        label={t("from")}
        value={from}
        onChange={({ target }) => setDraft({ from: target.value, to })}
        onBlur={keep}
      />
      <InputField
        id="quiet-to"
        type="time"
        label={t("to")}
        value={to}
        error={isSame ? t("same") : undefined}
        onChange={({ target }) => setDraft({ from, to: target.value })}
        onBlur={keep}
      />
    </div>
  );
}
