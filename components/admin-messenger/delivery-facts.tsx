import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { useMoment } from "#components/integrations/use-moment.ts";
import type { NotificationDeliveryJson } from "#lib/messenger/list-notification-deliveries.ts";

/** The rest of a notification, one fold away. */
export function DeliveryFacts({
  delivery,
  nowMs,
  timeZone,
}: {
  delivery: NotificationDeliveryJson;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("admin-messenger.deliveries");
  const moment = useMoment(nowMs, timeZone);
  const { body, transport, delivered_at, expires_at } = delivery;
  const facts: [key: string, value: string | null][] = [
    ["event", delivery.event_type],
    ["by", delivery.sent_by],
    ["transport", t(`by.${transport}`)],
    ["deliveredAt", delivered_at && transport !== "none" ? moment(Date.parse(delivered_at)) : null],
    ["expiresAt", expires_at && moment(Date.parse(expires_at))],
    ["click", delivery.click_url],
    ["tags", delivery.tags.join(", ")],
    ["id", delivery.id],
    ["room", delivery.matrix_room_id],
    ["matrixEvent", delivery.matrix_event_id],
  ];
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-8 cursor-pointer items-center text-ink-soft underline underline-offset-4">
        {t("details")}
      </summary>
      {body !== "" && <p className="measure mt-1 break-words whitespace-pre-line">{body}</p>}
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {facts.map(
          ([key, value]) =>
            value && (
              <Fragment key={key}>
                <dt className="text-ink-soft">{t(`fact.${key}`)}</dt>
                <dd className="break-all">{value}</dd>
              </Fragment>
            ),
        )}
      </dl>
    </details>
  );
}
