"use client";

import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import type { MessageJson } from "#lib/messenger/room-json.ts";
import { groupMessages } from "./group-messages.ts";
import { MessageRun } from "./message-run.tsx";

const DAY = 86_400_000;

/** Messages by day; above the first that is new stands a line. */
export function HistoryDays({
  messages,
  line,
  zone,
  nowMs,
  onRetry,
}: {
  messages: readonly MessageJson[];
  /** The seq of the first that is new; null where none is. */
  line: number | null;
  zone: string;
  nowMs: number;
  onRetry: (message: MessageJson) => Promise<void>;
}) {
  const t = useTranslations("messenger.history");
  const locale = useLocale();
  const today = zonedClock(nowMs, zone).day;
  const yesterday = zonedClock(nowMs - DAY, zone).day;
  const words = (day: string) =>
    day === today ? t("today") : day === yesterday ? t("yesterday") : dayWords(day, locale, today);
  return groupMessages(messages, zone, line).map(({ day, runs }) => (
    <section key={day} aria-label={words(day)}>
      <h3 className="flex items-center gap-3 pt-6 pb-1 text-xs font-medium text-ink-soft">
        <span aria-hidden className="h-px flex-1 bg-line" />
        {words(day)}
        <span aria-hidden className="h-px flex-1 bg-line" />
      </h3>
      <ul>
        {runs.map((run) => {
          const first = run.messages[0]?.seq ?? 0;
          return (
            <Fragment key={first}>
              {line === first && (
                <li
                  data-unread-line
                  className="mt-4 flex items-center gap-3 text-xs font-semibold text-accent-text"
                >
                  <span aria-hidden className="h-px flex-1 bg-accent" />
                  {t("new")}
                  <span aria-hidden className="h-px flex-1 bg-accent" />
                </li>
              )}
              <MessageRun run={run} zone={zone} onRetry={onRetry} />
            </Fragment>
          );
        })}
      </ul>
    </section>
  ));
}
