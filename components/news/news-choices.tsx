"use client";

import { useTranslations } from "next-intl";
import { FormSection } from "#components/console/form-section.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { NewsChoicesView } from "#lib/news/show-news-choices.ts";
import { ChoicesTable } from "./choices-table.tsx";
import { ObstacleList } from "./obstacle-list.tsx";
import { QuietHours } from "./quiet-hours.tsx";
import { TestNews } from "./test-news.tsx";
import { useNewsChoices } from "./use-news-choices.ts";

/** How somebody is told: by what, of what, and when not. */
export function NewsChoices({ stored }: { stored: NewsChoicesView }) {
  const t = useTranslations("news.page");
  const { choices, change, problem } = useNewsChoices(stored);
  const isNothing = choices.events.every(({ channels }) => !Object.values(channels).includes(true));
  return (
    <>
      {problem && (
        <Alert tone="bad" role="alert" title={t("notSaved")} className="mb-6">
          {problem}
        </Alert>
      )}
      <FormSection title={t("section.what")} text={t("section.whatText")}>
        <ChoicesTable
          choices={choices}
          onChange={(event, channels) => change({ events: { [event]: channels } })}
        />
        {isNothing && <p className="mt-3 text-sm text-ink-soft">{t("nothing")}</p>}
        {choices.everybody !== null && (
          <Checkbox
            className="mt-3"
            label={t("everybody")}
            hint={t("everybodyHint", { artist: choices.artist ?? "" })}
            checked={choices.everybody}
            onChange={({ target }) => change({ everybody: target.checked })}
          />
        )}
        <ObstacleList obstacles={choices.obstacles} />
      </FormSection>
      <FormSection title={t("section.quiet")} text={t("section.quietText")}>
        <QuietHours choices={choices} onChange={change} />
      </FormSection>
      <FormSection title={t("section.test")} text={t("section.testText")}>
        <TestNews />
      </FormSection>
    </>
  );
}
