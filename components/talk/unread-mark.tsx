import { AtSign } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import { unreadLabel } from "./talk-rooms.ts";

/** How many are unread, nothing at zero; whether one of them names the reader is said in words too. */
export function UnreadMark({ unread, mentioned }: { unread: number; mentioned: boolean }) {
  const t = useTranslations("talk.room");
  const label = unreadLabel(unread);
  if (label === null) return null;
  return (
    <span
      className={cn(
        "inline-flex h-6 min-w-6 shrink-0 items-center justify-center gap-0.5 rounded-full px-1.5 text-xs font-semibold tabular-nums",
        mentioned ? "bg-accent-ground text-accent-text" : "bg-ink text-ground",
      )}
    >
      {mentioned && <AtSign aria-hidden className="size-3.5" />}
      <span aria-hidden>{label}</span>
      <span className="sr-only">
        {t("unread", { count: unread })}
        {mentioned && `, ${t("mentioned")}`}
      </span>
    </span>
  );
}
