"use client";

import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { NEWS_CHANNELS } from "#lib/news/choices.ts";
import type { NewsChoicesView } from "#lib/news/show-news-choices.ts";

/** What cannot reach somebody, why, and what would help. */
export function ObstacleList({ obstacles }: Pick<NewsChoicesView, "obstacles">) {
  const t = useTranslations("news.page");
  const closed = NEWS_CHANNELS.flatMap((channel) => {
    const why = obstacles[channel];
    return why === null ? [] : [{ channel, why }];
  });
  if (closed.length === 0) return null;
  return (
    <ul className="mt-4 space-y-2 text-sm text-ink-soft">
      {closed.map(({ channel, why }) => (
        <li key={channel} className="flex gap-2">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {why === "shut_out"
              ? t("why.shut_out", { channel: t(`channel.${channel}`) })
              : t(`why.${whyKey(channel, why)}`)}{" "}
            {why === "no_account" && (
              <Link href="/dashboard" className="text-info underline underline-offset-4 hover:no-underline">
                {t("connect")}
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function whyKey(channel: (typeof NEWS_CHANNELS)[number], why: "not_configured" | "no_account") {
  if (channel === "talk") return why === "no_account" ? "talkAccount" : "talk";
  return channel === "matrix" ? "matrix" : "mail";
}
