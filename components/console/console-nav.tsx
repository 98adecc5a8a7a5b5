"use client";

import { CalendarCog, ClipboardList, Inbox } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";

const entries = [
  { key: "dashboard", href: "/dashboard", icon: Inbox },
  { key: "appointments", href: "/admin/appointments", icon: ClipboardList },
  { key: "calendars", href: "/admin/calendars", icon: CalendarCog },
] as const;

/** The console's places: beside the page on a desk, under the thumb on a phone. */
export function ConsoleNav({ showCalendars, bar = false }: { showCalendars: boolean; bar?: boolean }) {
  const t = useTranslations("console.nav");
  const path = usePathname();
  return (
    <nav aria-label={t("label")}>
      <ul className={bar ? "flex" : "space-y-0.5"}>
        {entries
          .filter(({ key }) => key !== "calendars" || showCalendars)
          .map(({ key, href, icon: Icon }) => {
            const current = path === href || path.startsWith(`${href}/`);
            return (
              <li key={key} className={bar ? "min-w-0 flex-1" : undefined}>
                <Link
                  href={href}
                  aria-current={current ? "page" : undefined}
                  className={cn(
                    "text-ink-soft transition-colors hover:text-ink aria-[current=page]:text-ink",
                    bar
                      ? "flex min-h-15 flex-col items-center justify-center gap-1 px-1 text-xs -outline-offset-4 aria-[current=page]:font-semibold"
                      : "flex min-h-11 items-center gap-3 rounded-md px-3 text-sm font-medium hover:bg-sunk aria-[current=page]:bg-sunk",
                  )}
                >
                  <Icon aria-hidden className="size-5 shrink-0" strokeWidth={current ? 2.1 : 1.6} />
                  <span className="max-w-full truncate">{t(key)}</span>
                </Link>
              </li>
            );
          })}
      </ul>
    </nav>
  );
}
