"use client";

import { CircleDashed, CircleOff, Hourglass, type LucideIcon, Pause } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { IntegrationStatus } from "#lib/hub/integration-view.ts";
import { type IntegrationShown, lastsUntil, neverAsked } from "./integration-shown.ts";
import { useMoment } from "./use-moment.ts";

export const statusTone: Record<IntegrationStatus, Tone> = {
  not_configured: "neutral",
  untested: "info",
  active: "good",
  limited: "warn",
  failing: "bad",
  paused: "warn",
};

const icons: Partial<Record<IntegrationStatus, LucideIcon>> = {
  not_configured: CircleOff,
  untested: CircleDashed,
  limited: Hourglass,
  paused: Pause,
};

/** The one status of an integration, with until or since when where that is known. */
export function IntegrationState({
  integration,
  nowMs,
  timeZone,
}: {
  integration: IntegrationShown;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("integrations.status");
  const moment = useMoment(nowMs, timeZone);
  const { status, failingSince } = integration;
  const untilMs = lastsUntil(integration, nowMs);
  return (
    <StatusBadge tone={statusTone[status]} icon={icons[status]}>
      {words()}
    </StatusBadge>
  );

  function words(): string {
    if (untilMs !== null && (status === "limited" || status === "paused"))
      return t(`${status}Until`, { time: moment(untilMs) });
    if (status === "failing" && failingSince !== null)
      return t("failingSince", { time: moment(Date.parse(failingSince)) });
    return t(status === "untested" && !neverAsked(integration) ? "stale" : status);
  }
}
