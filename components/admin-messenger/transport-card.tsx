import { CircleDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCause } from "#components/console/use-cause.ts";
import { VariableNames } from "#components/console/variable-names.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { MessengerStatus } from "#lib/messenger/show-messenger-status.ts";

/** One way to people's chats: whether it is set up, whether it answers, and what it last said. */
export function TransportCard({
  kind,
  status,
  moment,
}: {
  kind: "matrix" | "talk";
  status: MessengerStatus;
  moment: (atMs: number) => string;
}) {
  const t = useTranslations("admin-messenger.status");
  const found = status[kind];
  const cause = useCause()(found?.cause ?? null);
  const isSet = found?.configured === true;
  return (
    <article aria-labelledby={`transport-${kind}`} className="px-5 py-4 leading-snug">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={`transport-${kind}`} className="font-medium">
          {t(`transport.${kind}`)}
        </h3>
        {isSet ? (
          <StatusBadge tone={found.reachable ? "good" : "bad"}>
            {t(found.reachable ? "answers" : "silent")}
          </StatusBadge>
        ) : (
          <StatusBadge tone="neutral" icon={CircleDashed}>
            {t(kind === "talk" && found === null ? "notUsed" : "notSet")}
          </StatusBadge>
        )}
        {isSet && status.transport === kind && <span className="text-sm text-ink-soft">{t("used")}</span>}
      </div>
      <p className="mt-1 text-sm text-ink-soft">{t(`does.${kind}`)}</p>
      {isSet && !found.reachable && (
        <p className="mt-1 text-sm break-words">
          {cause ? `${cause.title}. ${cause.meaning} ${cause.cure}` : found.detail}
        </p>
      )}
      {!isSet && status.transport === kind && status.missing.length > 0 && (
        <p className="mt-1 text-sm break-words">
          {t("missing")} <VariableNames names={status.missing} />
        </p>
      )}
      {kind === "matrix" && isSet && status.matrix && (
        <p className="mt-1 text-sm break-words text-ink-soft">
          {status.matrix.serverName !== null && (
            <>
              <code className="font-mono text-xs">{status.matrix.serverName}</code>
              {" · "}
            </>
          )}
          {status.matrix.lastTransactionAt === null
            ? t("neverCalled")
            : t("lastCalled", { when: moment(status.matrix.lastTransactionAt) })}
          {status.matrix.quietUntil !== null &&
            ` · ${t("quiet", { until: moment(status.matrix.quietUntil) })}`}
        </p>
      )}
    </article>
  );
}
