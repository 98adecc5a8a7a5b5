"use client";

import { CircleOff, Lightbulb, PencilLine } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { durationWords } from "#components/booking/clock-words.ts";
import { moneyWords } from "#components/booking/money-words.ts";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { durationsOf } from "#lib/services/durations-of.ts";
import type { ServiceView } from "#lib/services/service-view.ts";
import { ActiveButton } from "./active-button.tsx";
import { ServiceDialog } from "./service-dialog.tsx";
import type { ServiceChoices } from "./service-draft.ts";
import { useListKeys } from "./use-list-keys.ts";

/** All services with who offers them; changed in a sheet beside the row. */
export function ServiceRows({
  services,
  choices,
  editable,
}: {
  services: ServiceView[];
  choices: ServiceChoices;
  editable: boolean;
}) {
  const t = useTranslations("console.services");
  const rules = useTranslations("rules.service");
  const locale = useLocale();
  const { artists, currency } = choices;
  const root = useRef<HTMLDivElement>(null);
  useListKeys(root, services.map(({ id }) => id).join(" "));
  return (
    <div ref={root}>
      <ul aria-label={t("title")} className="divide-y rounded-md border bg-raised">
        {services.map((service) => {
          const offeredBy = artists
            .filter(({ id }) => service.artistIds.includes(id))
            .map(({ name }) => name);
          return (
            <li
              key={service.id}
              className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3.5 transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-sunk hover:bg-sunk sm:px-5"
            >
              <div className="min-w-0 flex-1 basis-64 leading-snug">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <h2 className="font-display text-base font-semibold break-words">{service.name}</h2>
                  {!service.active && (
                    <StatusBadge tone="neutral" icon={CircleOff}>
                      {t("inactive")}
                    </StatusBadge>
                  )}
                  {service.active && offeredBy.length === 0 && (
                    <StatusBadge tone="warn">{t("nobody")}</StatusBadge>
                  )}
                  {service.bookingMode === "idea" && (
                    <StatusBadge tone="info" icon={Lightbulb}>
                      {rules("ideaMark")}
                    </StatusBadge>
                  )}
                </div>
                <p className="text-sm text-ink-soft tabular-nums">
                  {[
                    durationsOf(service)
                      .map((minutes) => durationWords(minutes, locale))
                      .join(" / "),
                    service.sessions > 1 && rules("sittings", { count: service.sessions }),
                    service.priceNote,
                    service.depositAmount !== null &&
                      rules("depositMark", { amount: moneyWords(service.depositAmount, currency, locale) }),
                    offeredBy.join(", "),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              {editable && (
                <div className="flex flex-wrap gap-1 max-sm:-ml-3 max-sm:[&_svg:not(.animate-spin)]:hidden sm:gap-2">
                  <ActiveButton kind="services" entry={service} />
                  <ServiceDialog service={service} choices={choices}>
                    <Button size="sm" data-row-link aria-label={t("editNamed", { service: service.name })}>
                      <PencilLine aria-hidden />
                      {t("edit")}
                    </Button>
                  </ServiceDialog>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
