"use client";

import { useTranslations } from "next-intl";
import type { DeliveryView } from "#lib/outbox/delivery-view.ts";
import { DeliveryRow } from "./delivery-row.tsx";

/** What did not go out yet: first what was given up, then what waits. */
export function OutboxSection({
  dead,
  waiting,
  nowMs,
  timeZone,
}: {
  dead: { rows: DeliveryView[]; total: number };
  waiting: { rows: DeliveryView[]; total: number };
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("console.sync");
  const shown = [...dead.rows, ...waiting.rows];
  const total = dead.total + waiting.total;
  if (shown.length === 0) return <p className="text-ink-soft">{t("outboxNone")}</p>;
  return (
    <>
      <p className="mb-3 text-sm text-ink-soft">
        {[
          dead.total > 0 && t("outboxDead", { count: dead.total }),
          waiting.total > 0 && t("outboxWaiting", { count: waiting.total }),
        ]
          .filter(Boolean)
          .join(", ")}
      </p>
      <ul className="divide-y rounded-md border bg-raised">
        {shown.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} nowMs={nowMs} timeZone={timeZone} />
        ))}
      </ul>
      {total > shown.length && (
        <p className="mt-2 text-sm text-ink-soft">{t("outboxMore", { count: total - shown.length })}</p>
      )}
    </>
  );
}
