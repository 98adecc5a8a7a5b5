"use client";

import { useLocale, useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import type { RoomJson } from "#lib/messenger/room-json.ts";
import { RoomIcon } from "./room-icon.tsx";
import { roomHref, roomTimeWords } from "./room-words.ts";
import { UnreadCount } from "./unread-count.tsx";
import { usePreview } from "./use-preview.ts";

/** A room in the list; a plain press opens it without leaving the page. */
export function RoomRow({
  room,
  isOpen,
  me,
  nowMs,
  zone,
  onOpen,
}: {
  room: RoomJson;
  isOpen: boolean;
  me: string;
  nowMs: number;
  zone: string;
  onOpen: () => void;
}) {
  const t = useTranslations("messenger");
  const locale = useLocale();
  const preview = usePreview(room, me);
  const at = room.last_message?.created_at ?? null;

  function onClick(event: MouseEvent) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  }

  return (
    <li>
      <a
        href={roomHref(room.id)}
        data-row-link
        data-room={room.id}
        aria-current={isOpen ? "page" : undefined}
        onClick={onClick}
        className="flex min-h-16 items-center gap-3 px-4 py-2.5 leading-snug text-ink -outline-offset-2 transition-[background-color] hover:bg-sunk aria-[current=page]:bg-sunk [&:hover_[data-box]]:bg-raised [&[aria-current=page]_[data-box]]:bg-raised"
      >
        <span data-box className="shrink-0 rounded-md">
          <RoomIcon room={room} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={room.unread > 0 ? "truncate font-semibold" : "truncate font-medium"}>
              {room.name || t("room.unnamed")}
            </span>
            {at !== null && (
              <time
                dateTime={at}
                className="ml-auto shrink-0 text-xs text-ink-soft"
                // The page was put together a moment before it is looked at.
                suppressHydrationWarning
              >
                {roomTimeWords(Date.parse(at), nowMs, zone, locale)}
              </time>
            )}
          </span>
          <span className="flex min-h-6 items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-sm text-ink-soft">{preview}</span>
            <UnreadCount unread={room.unread} />
          </span>
        </span>
      </a>
    </li>
  );
}
