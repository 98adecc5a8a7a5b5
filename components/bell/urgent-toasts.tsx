"use client";

import { TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { BellItem } from "./bell-item.ts";
import { itemOfEvent } from "./bell-item.ts";
import { claimToasts } from "./claim-toasts.ts";
import { ItemLink } from "./item-link.tsx";
import { useBell } from "./use-bell.ts";
import { useMessengerEvents } from "./use-messenger-events.ts";

/** More than this stand in the bell only. */
const SHOWN = 3;
const STAYS_MS = 60_000;

/**
 * What is urgent, over whatever page somebody is on, in one tab of the browser. It takes no focus, and goes when it was
 * seen anywhere, or after a minute of looking.
 */
export function UrgentToasts({ userId }: { userId: string }) {
  const t = useTranslations("bell");
  const { items } = useBell();
  const [shown, setShown] = useState<BellItem[]>([]);
  const claims = useRef<ReturnType<typeof claimToasts> | null>(null);
  useEffect(() => {
    const own = claimToasts(`parlour-urgent-${userId}`);
    claims.current = own;
    return () => own.end();
  }, [userId]);

  useMessengerEvents((event) => {
    if (event.type !== "notification" || event.priority !== "urgent") return;
    const item = itemOfEvent(event);
    claims.current?.claim(item.id, () => setShown((before) => [item, ...before]));
  });

  // Seen in the bell, here or in another tab.
  useEffect(() => {
    const seen = new Set(items.filter(({ read }) => read).map(({ id }) => id));
    for (const id of seen) claims.current?.drop(id);
    setShown((before) =>
      before.some(({ id }) => seen.has(id)) ? before.filter(({ id }) => !seen.has(id)) : before,
    );
  }, [items]);

  const close = (id: string) => setShown((before) => before.filter((item) => item.id !== id));
  if (shown.length === 0) return null;
  return (
    <div className="pointer-events-none fixed inset-x-3 top-16 z-60 flex flex-col items-end gap-2 lg:inset-x-auto lg:top-5 lg:right-6">
      {shown.slice(0, SHOWN).map((item) => (
        <UrgentToast key={item.id} item={item} onClose={() => close(item.id)} />
      ))}
      {shown.length > SHOWN && (
        <p className="pointer-events-auto rounded-md border bg-raised px-3 py-1.5 text-sm shadow-float">
          {t("moreUrgent", { count: shown.length - SHOWN })}
        </p>
      )}
    </div>
  );
}

function UrgentToast({ item, onClose }: { item: BellItem; onClose: () => void }) {
  const t = useTranslations("bell");
  const common = useTranslations("common");
  const [held, setHeld] = useState(false);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => close.current(), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      // With a sheet open everything else is hidden from screen readers, but for what says that it is live.
      role="alert"
      aria-live="assertive"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto relative flex w-full max-w-md items-start gap-3 rounded-md border border-bad bg-raised py-3 pr-2 pl-4 text-sm leading-snug shadow-float duration-150 animate-in fade-in-0 slide-in-from-top-2 has-[a:hover]:bg-bad-ground lg:w-md"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="text-xs text-ink-soft">
          <span className="font-semibold text-bad">{t("urgent")}</span> · {item.sourceApp}
        </p>
        <p className="font-semibold break-words">
          <ItemLink
            item={item}
            onFollow={onClose}
            className="line-clamp-3 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring"
          >
            {item.title}
          </ItemLink>
        </p>
        {item.body !== "" && (
          <p className="mt-0.5 line-clamp-2 break-words whitespace-pre-line text-ink-soft">{item.body}</p>
        )}
      </div>
      <button
        type="button"
        aria-label={common("close")}
        onClick={onClose}
        className="relative z-10 grid size-9 shrink-0 place-items-center rounded-sm hover:bg-sunk"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
