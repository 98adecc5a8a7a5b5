"use client";

import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import type { IntegrationShown } from "./integration-shown.ts";

/** Which variables are set, one fold away unless it is in a fold already; never what is in them. */
export function IntegrationConfig({
  integration: { name, fields },
  isFolded,
}: {
  integration: IntegrationShown;
  isFolded: boolean;
}) {
  const t = useTranslations("integrations.config");
  const title = t("summary", { set: fields.filter(({ set }) => set).length, all: fields.length });
  const content = (
    <>
      <ul aria-label={t("table", { name })} className="mt-2 space-y-1">
        {fields.map((field) => (
          <Variable key={field.name} field={field} />
        ))}
      </ul>
      <p className="mt-2 text-ink-soft">{t("where")}</p>
    </>
  );
  if (!isFolded)
    return (
      <div className="text-sm">
        <p className="text-ink-soft">{title}</p>
        {content}
      </div>
    );
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm text-ink-soft underline underline-offset-4">{title}</summary>
      {content}
    </details>
  );
}

function Variable({ field: { name, secret, set } }: { field: IntegrationShown["fields"][number] }) {
  const t = useTranslations("integrations.config");
  const Icon = set ? Check : Minus;
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <code className={cn("font-mono text-xs break-all", !set && "text-ink-faint")}>{name}</code>
      <span className={cn("inline-flex items-center gap-1 text-xs", set ? "text-good" : "text-ink-faint")}>
        <Icon aria-hidden className="size-3.5" />
        {set ? t(secret ? "setSecret" : "set") : t("unset")}
      </span>
    </li>
  );
}
