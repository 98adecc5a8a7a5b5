"use client";

import { useTranslations } from "next-intl";
import { useCause } from "#components/console/use-cause.ts";
import { useMoment } from "#components/integrations/use-moment.ts";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { MessengerStatus } from "#lib/messenger/show-messenger-status.ts";
import { deliveryFilterHref } from "./delivery-filter.ts";
import { SetUp } from "./set-up.tsx";
import { StatusFigure } from "./status-figure.tsx";
import { TransportCard } from "./transport-card.tsx";

const MATRIX_VARIABLES = [
  "MATRIX_HOMESERVER_URL",
  "MATRIX_SERVER_NAME",
  "MATRIX_AS_TOKEN",
  "MATRIX_HS_TOKEN",
];

/** By what rooms reach people, whether that answers, and what waits. */
export function MessengerStatusView({
  status,
  nowMs,
  timeZone,
}: {
  status: MessengerStatus;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("admin-messenger.status");
  const moment = useMoment(nowMs, timeZone);
  const { transport, waiting, failed, oldestWaitingAt, lastFailure } = status;
  const cause = useCause()(status.lastCause);
  const used = transport === "none" ? null : status[transport];
  return (
    <div className="space-y-8">
      {used?.configured && !used.reachable && (
        <Alert tone="bad" title={t(`unreachable.${transport}`)}>
          {t("unreachableText")}
        </Alert>
      )}
      <dl className="grid gap-px overflow-hidden rounded-md border bg-line sm:grid-cols-3">
        <StatusFigure label={t("by")} value={t(`transport.${transport}`)}>
          {t(`transportText.${transport}`)}
        </StatusFigure>
        <StatusFigure
          label={t("waiting")}
          value={waiting}
          action={
            waiting > 0 && (
              <LinkButton variant="link" href={deliveryFilterHref({ status: "queued" })}>
                {t("show")}
              </LinkButton>
            )
          }
        >
          {waiting > 0 && oldestWaitingAt !== null
            ? t("oldest", { since: moment(oldestWaitingAt) })
            : t("nothingWaits")}
          {lastFailure !== null && (
            <span className="mt-1 block break-words">{cause ? `${cause.title}.` : lastFailure}</span>
          )}
        </StatusFigure>
        <StatusFigure
          label={t("failed")}
          value={failed}
          tone={failed > 0 ? "bad" : undefined}
          action={
            failed > 0 && (
              <LinkButton variant="link" href={deliveryFilterHref({ status: "failed" })}>
                {t("show")}
              </LinkButton>
            )
          }
        >
          {failed > 0 ? t("failedText") : t("nothingFailed")}
        </StatusFigure>
      </dl>
      <section aria-labelledby="transports">
        <h2 id="transports" className="mb-3 font-display text-xl font-semibold">
          {t("transports")}
        </h2>
        <div className="divide-y rounded-md border bg-raised">
          <TransportCard kind="matrix" status={status} moment={moment} />
          <TransportCard kind="talk" status={status} moment={moment} />
        </div>
      </section>
      {transport !== "talk" && !status.matrix?.configured && (
        <SetUp missing={status.missing.length > 0 ? status.missing : MATRIX_VARIABLES} />
      )}
    </div>
  );
}
