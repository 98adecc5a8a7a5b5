"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { type IntegrationShown, needsAttention } from "./integration-shown.ts";

/** All of them in a line, with a way to each that needs a look. */
export function IntegrationOverview({ integrations }: { integrations: readonly IntegrationShown[] }) {
  const t = useTranslations("integrations");
  const active = integrations.filter(({ status }) => status === "active").length;
  const trouble = integrations.filter(needsAttention);
  const untested = integrations.filter(({ status }) => status === "untested");
  return (
    <p className="text-ink-soft">
      <span className="font-medium text-ink">{t("overview", { active, all: integrations.length })}</span>
      {trouble.length > 0 && (
        <>
          {" · "}
          <span className="font-medium text-bad">{t("overviewTrouble", { count: trouble.length })}</span>{" "}
          <Names integrations={trouble} />
        </>
      )}
      {untested.length > 0 && (
        <>
          {" · "}
          {t("overviewUntested", { count: untested.length })} <Names integrations={untested} />
        </>
      )}
    </p>
  );
}

function Names({ integrations }: { integrations: readonly IntegrationShown[] }) {
  return integrations.map(({ type, name }, index) => (
    <Fragment key={type}>
      {index > 0 && ", "}
      <a href={`#${type}`} className="rounded-sm text-ink underline underline-offset-4 hover:no-underline">
        {name}
      </a>
    </Fragment>
  ));
}
