"use client";

import { CloudOff, LogIn, Settings2, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ApiProblem } from "#components/console/api.ts";
import { TalkNotice } from "#components/talk/talk-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { WidgetSystem } from "./dashboard-facts.ts";
import { failureKind } from "./read-system.ts";

/** Why a widget has nothing to show, and what can be done about it. */
export function WidgetProblem({
  problem,
  system,
  isAdmin,
  busy,
  onRetry,
}: {
  problem: ApiProblem;
  system: WidgetSystem;
  isAdmin: boolean;
  busy: boolean;
  onRetry: () => void;
}) {
  const t = useTranslations("widgets.problem");
  const integration = isAdmin && (
    <LinkButton size="sm" variant="ghost" href="/admin/integrations">
      {t("integration")}
    </LinkButton>
  );
  if (problem.code === "not_signed_in" || problem.code === "not_allowed")
    return (
      <Centred>
        <TalkNotice
          icon={LogIn}
          title={t("signedOut")}
          action={
            <LinkButton size="sm" variant="primary" href="/sign-in?next=/dashboard">
              {t("signIn")}
            </LinkButton>
          }
        >
          {t("signedOutText")}
        </TalkNotice>
      </Centred>
    );
  if (problem.code.endsWith("_not_configured"))
    return (
      <Centred>
        <TalkNotice icon={Settings2} title={t("notConfigured", { system: system.name })} action={integration}>
          {t("notConfiguredText")}
        </TalkNotice>
      </Centred>
    );
  const isOffline = problem.code === "offline";
  const minutes = Math.ceil((problem.retryAfter ?? 0) / 60);
  return (
    <Centred>
      <TalkNotice
        icon={isOffline ? WifiOff : CloudOff}
        title={isOffline ? t("offline") : t(`titles.${failureKind(problem)}`, { system: system.name })}
        action={
          <>
            <Button size="sm" busy={busy} onClick={onRetry}>
              {t("retry")}
            </Button>
            {!isOffline && integration}
          </>
        }
      >
        {isOffline ? (
          t("offlineText")
        ) : (
          <>
            {failureKind(problem) === "auth" && `${t("authText")} `}
            {minutes > 1 ? t("later", { minutes }) : t("text")}
          </>
        )}
      </TalkNotice>
    </Centred>
  );
}

function Centred({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="m-auto">
      {children}
    </div>
  );
}

/** Above rows that could not be asked for anew. */
export function StaleLine({
  problem,
  system,
  busy,
  onRetry,
}: {
  problem: ApiProblem;
  system: WidgetSystem;
  busy: boolean;
  onRetry: () => void;
}) {
  const t = useTranslations("widgets.problem");
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warn-ground px-4 py-2 text-sm"
    >
      <p className="min-w-0 flex-1">
        <span className="font-medium text-warn">
          {problem.code === "offline"
            ? t("offline")
            : t(`titles.${failureKind(problem)}`, { system: system.name })}
          .
        </span>{" "}
        {t("stale")}
      </p>
      <Button size="sm" variant="ghost" busy={busy} onClick={onRetry}>
        {t("retry")}
      </Button>
    </div>
  );
}
