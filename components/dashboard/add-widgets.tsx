"use client";

import { Plus, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { WidgetId } from "#lib/dashboard/widgets.ts";
import type { DashboardFacts } from "./dashboard-facts.ts";
import type { Offer } from "./placement.ts";
import { widgetIcons } from "./widget-look.ts";

/** What could stand on the board besides; what is not set up yet leads an admin to where it is. */
export function AddWidgets({
  missing,
  systems,
  onAdd,
}: {
  missing: Offer[];
  systems: DashboardFacts["systems"];
  onAdd: (id: WidgetId) => void;
}) {
  const t = useTranslations("widgets");
  return (
    <section aria-labelledby="add-widgets" className="mt-8">
      <h3 id="add-widgets" className="mb-3 font-display text-lg font-semibold">
        {t("arrange.add")}
      </h3>
      {missing.length === 0 ? (
        <p className="text-ink-soft">{t("arrange.allAdded")}</p>
      ) : (
        <ul className="grid gap-3 md:grid-cols-2">
          {missing.map(({ id, configured }) => {
            const Icon = widgetIcons[id];
            return (
              <li
                key={id}
                className="flex min-h-18 items-center gap-3 rounded-md border border-dashed border-line-strong py-2 pr-2.5 pl-4"
              >
                <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" strokeWidth={1.75} />
                <div className="min-w-0 flex-1 leading-snug">
                  <p className="flex flex-wrap items-center gap-x-2 font-medium">
                    {t(`names.${id}`)}
                    {!configured && <Badge className="text-xs">{t("arrange.notConfigured")}</Badge>}
                  </p>
                  <p className="truncate text-sm text-ink-soft">{t(`about.${id}`)}</p>
                </div>
                {configured ? (
                  <Button
                    size="icon"
                    label={t("arrange.addOne", { name: t(`names.${id}`) })}
                    onClick={() => onAdd(id)}
                  >
                    <Plus aria-hidden />
                  </Button>
                ) : (
                  <LinkButton
                    size="icon"
                    variant="ghost"
                    href="/admin/integrations"
                    label={t("arrange.setUp", { name: systems[id]?.name ?? t(`names.${id}`) })}
                  >
                    <Settings2 aria-hidden />
                  </LinkButton>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
