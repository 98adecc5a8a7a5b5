import { BellRing, ExternalLink, Siren } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonVariants } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { cn } from "#lib/core/cn.ts";
import type { CarriedNotificationJson } from "#lib/messenger/room-json.ts";
import { MessageText } from "./message-text.tsx";
import { clickAddress } from "./split-links.ts";

/** What another application told: who, what, and where it leads. */
export function NotificationCard({
  notification,
  at,
  time,
}: {
  notification: CarriedNotificationJson;
  /** ISO 8601 */
  at: string;
  time: string;
}) {
  const t = useTranslations("messenger.notification");
  const isUrgent = notification.priority === "urgent";
  const Icon = isUrgent ? Siren : BellRing;
  const target = clickAddress(notification.click_url);
  const look = cn(buttonVariants({ size: "sm" }), "mt-3");
  return (
    <article
      className={cn(
        "flex max-w-xl gap-3 rounded-md border px-4 py-3",
        isUrgent ? "border-bad bg-bad-ground" : "bg-raised",
      )}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-5 shrink-0", isUrgent ? "text-bad" : "text-ink-soft")} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-ink-soft">
          {isUrgent && <span className="font-semibold text-bad">{t("urgent")}</span>}
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{notification.source_app}</span>
          <span className="min-w-0 [overflow-wrap:anywhere]">{notification.event_type}</span>
          <time dateTime={at} className="ml-auto">
            {time}
          </time>
        </p>
        <h4 className="mt-0.5 leading-snug font-semibold [overflow-wrap:anywhere]">{notification.title}</h4>
        {notification.body !== "" && (
          <p className="mt-1 text-sm">
            <MessageText text={notification.body} />
          </p>
        )}
        {notification.tags.length > 0 && (
          <ul aria-label={t("tags")} className="mt-2 flex flex-wrap gap-1.5">
            {notification.tags.map((tag) => (
              <li
                key={tag}
                className="max-w-full rounded-sm border px-2 py-px text-xs font-medium [overflow-wrap:anywhere] text-ink-soft"
              >
                {tag}
              </li>
            ))}
          </ul>
        )}
        {target &&
          (target.isOurs ? (
            <Link href={target.href} className={look}>
              {t("open")}
            </Link>
          ) : (
            <a
              href={target.href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              title={t("opens", { host: new URL(target.href).host })}
              className={look}
            >
              <ExternalLink aria-hidden />
              {t("open")}
            </a>
          ))}
      </div>
    </article>
  );
}
