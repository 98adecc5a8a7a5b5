import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { cn } from "#lib/core/cn.ts";
import type { WidgetSystem } from "./dashboard-facts.ts";

/** One widget: its name, how much there is, and the way to the system it comes from. */
export function WidgetFrame({
  title,
  badge = null,
  system = null,
  action,
  children,
}: {
  title: string;
  badge?: string | null;
  system?: WidgetSystem | null;
  action?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("widgets");
  const id = useId();
  return (
    <Card aria-labelledby={id} className="flex flex-col overflow-hidden">
      <CardHeader className="min-h-[3.5625rem] flex-nowrap px-4 py-2.5">
        <div className="flex min-w-0 items-center gap-2.5">
          <CardTitle id={id} className="truncate">
            {title}
          </CardTitle>
          {badge !== null && <Badge>{badge}</Badge>}
        </div>
        {system?.url && (
          <a
            href={system.url}
            target="_blank"
            rel="noopener"
            aria-label={`${t("open", { system: system.name })}, ${t("newTab")}`}
            title={t("open", { system: system.name })}
            className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "-mr-1.5 text-ink-soft")}
          >
            <ExternalLink aria-hidden />
          </a>
        )}
        {action}
      </CardHeader>
      {children}
    </Card>
  );
}
