"use client";

import { CloudOff, LogIn, MessageCircleOff, Settings2, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ApiProblem } from "#components/console/api.ts";
import { Button } from "#components/ui/button.tsx";
import type { TalkCaller } from "./talk-caller.ts";
import { TalkConnect } from "./talk-connect.tsx";
import { TalkNotice } from "./talk-notice.tsx";

/** Why there are no conversations to see, and the one thing to do about it. */
export function TalkProblem({
  call,
  problem,
  busy,
  onRetry,
  onSignIn,
}: {
  call: TalkCaller;
  problem: ApiProblem;
  busy: boolean;
  onRetry: () => void;
  onSignIn: () => void;
}) {
  const t = useTranslations("talk");
  switch (problem.code) {
    case "nextcloud_not_connected":
    case "nextcloud_revoked":
      return <TalkConnect call={call} revoked={problem.code === "nextcloud_revoked"} onConnected={onRetry} />;
    case "nextcloud_not_configured":
      return (
        <TalkNotice icon={Settings2} title={t("notConfigured.title")}>
          {t("notConfigured.text")}
        </TalkNotice>
      );
    case "talk_not_available":
      return (
        <TalkNotice icon={MessageCircleOff} title={t("notAvailable.title")}>
          {t("notAvailable.text")}
        </TalkNotice>
      );
    case "not_signed_in":
    case "not_allowed":
      return (
        <TalkNotice
          icon={LogIn}
          title={t("signedOut.title")}
          action={
            <Button variant="primary" size="sm" onClick={onSignIn}>
              {t("signedOut.action")}
            </Button>
          }
        >
          {t("signedOut.text")}
        </TalkNotice>
      );
    default: {
      const kind = problem.code === "offline" ? "offline" : "unreachable";
      return (
        <TalkNotice
          icon={kind === "offline" ? WifiOff : CloudOff}
          title={t(`${kind}.title`)}
          action={
            <Button size="sm" busy={busy} onClick={onRetry}>
              {t("retry")}
            </Button>
          }
        >
          {t(`${kind}.text`)}
        </TalkNotice>
      );
    }
  }
}
