"use client";

import { Clock, ExternalLink, Link2, Link2Off, TriangleAlert, UserRoundSearch } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { TalkCaller } from "./talk-caller.ts";
import { TalkNotice } from "./talk-notice.tsx";
import { useConnect } from "./use-connect.ts";

/** From "not connected" to "connected", step by step. */
export function TalkConnect({
  call,
  revoked,
  onConnected,
}: {
  call: TalkCaller;
  /** There was a connection, and Nextcloud takes it no more. */
  revoked: boolean;
  onConnected: () => void;
}) {
  const t = useTranslations("talk");
  const locale = useLocale();
  const { state, start, confirm, giveUp } = useConnect(call, onConnected);
  const begin = (label: string, busy = false) => (
    <Button variant="primary" size="sm" busy={busy} onClick={() => void start()}>
      {!busy && <ExternalLink aria-hidden />}
      {label}
    </Button>
  );

  if (state.step === "waiting") {
    const until = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      hour: "2-digit",
      minute: "2-digit",
    }).format(state.untilMs);
    return (
      <TalkNotice
        icon={Clock}
        title={t("connect.waiting.title")}
        action={
          <>
            {state.loginUrl && (
              <a
                href={state.loginUrl}
                target="_blank"
                rel="noopener"
                className={buttonVariants({ size: "sm" })}
              >
                <ExternalLink aria-hidden />
                {t("connect.waiting.open")}
              </a>
            )}
            <Button variant="ghost" size="sm" onClick={giveUp}>
              {t("connect.waiting.giveUp")}
            </Button>
          </>
        }
      >
        <p>{t(state.loginUrl ? "connect.waiting.text" : "connect.waiting.textReloaded", { until })}</p>
        <p className="mt-3 flex justify-center">
          <Spinner />
        </p>
      </TalkNotice>
    );
  }
  if (state.step === "confirm") {
    return (
      <TalkNotice
        icon={UserRoundSearch}
        title={t("connect.confirm.title")}
        action={
          <>
            <Button variant="primary" size="sm" busy={state.busy} onClick={() => void confirm()}>
              {t("connect.confirm.yes")}
            </Button>
            <Button variant="ghost" size="sm" onClick={giveUp}>
              {t("connect.confirm.no")}
            </Button>
          </>
        }
      >
        {t("connect.confirm.text", { name: state.account.name, id: state.account.id })}
      </TalkNotice>
    );
  }
  if (state.step === "expired" || state.step === "failed") {
    return (
      <TalkNotice
        icon={TriangleAlert}
        title={t(`connect.${state.step}.title`)}
        action={begin(t("notConnected.action"))}
      >
        {t(`connect.${state.step}.text`)}
      </TalkNotice>
    );
  }
  const kind = revoked ? "revoked" : "notConnected";
  return (
    <TalkNotice
      icon={revoked ? Link2Off : Link2}
      title={t(`${kind}.title`)}
      action={begin(
        state.step === "starting" ? t("connect.starting") : t(`${kind}.action`),
        state.step === "starting",
      )}
    >
      {t(`${kind}.text`)}
    </TalkNotice>
  );
}
