"use client";

import { useLocale, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Ago } from "./ago.tsx";
import type { IntegrationShown } from "./integration-shown.ts";
import { statusTone } from "./integration-state.tsx";
import { troubleOf } from "./trouble-of.ts";

/** Why an integration does not work: what happened, what it means, what to do, and the vendor's own words. */
export function IntegrationTrouble({
  integration,
  nowMs,
  timeZone,
}: {
  integration: IntegrationShown;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("integrations");
  const locale = useLocale();
  const trouble = troubleOf(integration);
  if (trouble === null) return null;
  const { name, fields, status, lastSuccessAt } = integration;
  const { outcome, detail, at } = trouble;
  const set = fields.filter((field) => field.set);
  const names = {
    name,
    url: set.find((field) => /_URL$/.test(field.name))?.name ?? "",
    names: new Intl.ListFormat(locale).format(
      set.filter((field) => !/_(URL|PATH)$/.test(field.name)).map((field) => field.name),
    ),
  };
  return (
    <Alert tone={statusTone[status]} title={t(`outcome.${outcome}.title`)}>
      <p>
        {t(`outcome.${outcome}.meaning`, names)} {status === "paused" && t("pausedMeans")}{" "}
        {lastSuccessAt === null
          ? t("neverWorked")
          : t.rich("lastWorked", {
              when: () => <Ago key="when" at={lastSuccessAt} nowMs={nowMs} timeZone={timeZone} />,
            })}
      </p>
      <p className="mt-1 font-medium">{t(`outcome.${outcome}.cure`, names)}</p>
      {detail !== "" && (
        <>
          <p className="mt-2 text-sm text-ink-soft">
            {t.rich("detail", {
              when: () => <Ago key="when" at={at} nowMs={nowMs} timeZone={timeZone} />,
            })}
          </p>
          <p className="font-mono text-xs break-words whitespace-pre-line">{detail}</p>
        </>
      )}
    </Alert>
  );
}
