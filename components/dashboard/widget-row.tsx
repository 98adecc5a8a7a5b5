"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { exactWords, timeWords } from "#components/talk/time-words.ts";

/** One line of a widget's list; with an address it leads to the system it comes from, in a new tab. */
export function WidgetRow({
  url,
  title,
  at,
  nowMs,
  aside,
  children,
}: {
  url: string | null;
  title: ReactNode;
  /** ISO 8601; null, or what is none, shows no time. */
  at: string | null;
  nowMs: number;
  /** In place of the time. */
  aside?: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations("widgets");
  const content = (
    <>
      <span className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        {aside ?? <RowTime at={at} nowMs={nowMs} />}
      </span>
      {children && <span className="block text-sm text-ink-soft">{children}</span>}
    </>
  );
  const shape = "block px-4 py-2.5 leading-snug";
  return (
    <li>
      {url === null ? (
        <div className={shape}>{content}</div>
      ) : (
        <a
          href={url}
          target="_blank"
          rel="noopener"
          className={`${shape} -outline-offset-2 transition-[background-color] hover:bg-sunk`}
        >
          {content}
          <span className="sr-only">, {t("newTab")}</span>
        </a>
      )}
    </li>
  );
}

export function RowTime({ at, nowMs }: { at: string | null; nowMs: number }) {
  const locale = useLocale();
  const atMs = Date.parse(at ?? "");
  if (Number.isNaN(atMs)) return null;
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={exactWords(atMs, locale)}
      className="shrink-0 text-xs text-ink-soft"
    >
      {timeWords(atMs, nowMs, locale)}
    </time>
  );
}

/** How many there are, as far as was asked: "8", "10+". */
export function badgeOf(data: { rows: readonly unknown[]; more: boolean } | undefined): string | null {
  if (!data || data.rows.length === 0) return null;
  return `${data.rows.length}${data.more ? "+" : ""}`;
}
