"use client";

import { ExternalLink, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { cn } from "#lib/core/cn.ts";
import type { BellItem } from "./bell-item.ts";
import { ItemLink } from "./item-link.tsx";

/** One notification: a mark while it is new, what and from whom, when. All of it leads to its place. */
export function BellRow({
  item,
  fresh,
  nowMs,
  onLeave,
}: {
  item: BellItem;
  fresh: boolean;
  nowMs: number;
  onLeave: () => void;
}) {
  const t = useTranslations("bell");
  const locale = useLocale();
  const { title, body, urgent, sourceApp, tags, atMs, clickUrl } = item;
  return (
    <li className="relative px-4 py-3 pl-8 leading-snug transition-colors has-[a:hover]:bg-sunk has-[a:focus-visible]:bg-sunk">
      {fresh && (
        <span className="absolute top-4.5 left-3.5 size-2 rounded-full bg-accent">
          <span className="sr-only">{t("fresh")}</span>
        </span>
      )}
      {urgent && (
        <p className="mb-0.5 flex items-center gap-1.5 text-xs font-semibold text-bad">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
          {t("urgent")}
        </p>
      )}
      <p className={cn("text-sm break-words", fresh || urgent ? "font-semibold" : "font-medium")}>
        <ItemLink
          item={item}
          onFollow={onLeave}
          className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {title}
        </ItemLink>
        {clickUrl !== null && /^https?:/.test(clickUrl) && (
          <ExternalLink aria-hidden className="ml-1 inline size-3.5 align-[-0.125em] text-ink-faint" />
        )}
      </p>
      {body !== "" && (
        <p className="mt-0.5 line-clamp-2 text-sm break-words whitespace-pre-line text-ink-soft">{body}</p>
      )}
      <p className="mt-1 flex flex-wrap gap-x-1.5 text-xs text-ink-soft">
        <span className="max-w-full truncate">{sourceApp}</span>
        <span aria-hidden>·</span>
        {/* A clock that is a little ahead tells of no future. */}
        <RelativeTime
          atMs={Math.min(atMs, nowMs)}
          nowMs={nowMs}
          timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
          locale={locale}
        />
        {tags.length > 0 && <span className="sr-only">{t("tags")}</span>}
        {tags.map((tag) => (
          <span key={tag} className="max-w-full truncate rounded-sm bg-sunk px-1.5">
            {tag}
          </span>
        ))}
      </p>
    </li>
  );
}
