"use client";

import { useTranslations } from "next-intl";
import { zonedClock } from "#components/booking/clock-words.ts";
import { cn } from "#lib/core/cn.ts";
import type { MessageJson } from "#lib/messenger/room-json.ts";
import type { MessageRun as Run } from "./group-messages.ts";
import { MessageBubble } from "./message-bubble.tsx";
import { NotificationCard } from "./notification-card.tsx";

/** What one person said in one go: theirs at the left under their name, one's own at the right. */
export function MessageRun({
  run,
  zone,
  onRetry,
}: {
  run: Run;
  zone: string;
  onRetry: (message: MessageJson) => Promise<void>;
}) {
  const t = useTranslations("messenger.message");
  const [first] = run.messages;
  if (!first) return null;
  const { time } = zonedClock(run.atMs, zone);
  if (first.notification && !first.removed)
    return (
      <li data-message={first.seq} className="mt-3">
        <NotificationCard notification={first.notification} at={first.created_at} time={time} />
      </li>
    );
  const name = first.sender_display_name || t("someone");
  return (
    <li
      className={cn(
        "mt-3 flex flex-col",
        run.own ? "items-end pl-10 sm:pl-20" : "items-start pr-10 sm:pr-20",
      )}
    >
      <p className="mb-1 flex max-w-full items-baseline gap-2 text-sm">
        {run.own ? (
          <span className="sr-only">{t("you")}</span>
        ) : (
          <span className="min-w-0 truncate font-semibold">{name}</span>
        )}
        <time dateTime={first.created_at} className="shrink-0 text-xs text-ink-soft">
          {time}
        </time>
      </p>
      <ul className={cn("flex max-w-full flex-col gap-1", run.own ? "items-end" : "items-start")}>
        {run.messages.map((message) => (
          <li key={message.seq} data-message={message.seq} className="max-w-full">
            <MessageBubble message={message} onRetry={onRetry} />
          </li>
        ))}
      </ul>
    </li>
  );
}
