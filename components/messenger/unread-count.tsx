import { useTranslations } from "next-intl";

/** How many are unread; nothing at zero. */
export function UnreadCount({ unread }: { unread: number }) {
  const t = useTranslations("messenger.room");
  if (unread <= 0) return null;
  return (
    <span className="inline-flex h-5.5 min-w-5.5 shrink-0 items-center justify-center rounded-full bg-ink px-1.5 text-xs font-semibold text-ground tabular-nums">
      <span aria-hidden>{unread > 99 ? "99+" : unread}</span>
      <span className="sr-only">{t("unread", { count: unread })}</span>
    </span>
  );
}
