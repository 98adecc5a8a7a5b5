"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EVERY_EVENT, type WebhookEvent } from "#lib/core/webhook-events.ts";

/** Which events a webhook is called for: everything, or one by one. */
export function EventFields({
  events,
  all,
  onChange,
}: {
  events: readonly string[];
  all: readonly WebhookEvent[];
  onChange: (events: string[]) => void;
}) {
  const t = useTranslations("webhooks");
  const everything = events.includes(EVERY_EVENT);
  return (
    <fieldset>
      <legend className="font-medium">{t("events")}</legend>
      <Checkbox
        className="flex"
        label={t("everything")}
        hint={t("everythingHint")}
        checked={everything}
        onChange={() => onChange(everything ? [] : [EVERY_EVENT])}
      />
      {!everything && (
        <div className="border-l-2 pl-4">
          {all.map((event) => (
            <Checkbox
              key={event}
              className="flex"
              label={t(`event.${event}`)}
              checked={events.includes(event)}
              onChange={({ target: { checked } }) =>
                onChange(all.filter((one) => (one === event ? checked : events.includes(one))))
              }
            />
          ))}
          {events.length === 0 && (
            <p role="status" className="text-sm text-bad">
              {t("chooseOne")}
            </p>
          )}
        </div>
      )}
    </fieldset>
  );
}
