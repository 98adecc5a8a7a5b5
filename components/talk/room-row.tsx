"use client";

import { Check, Reply } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ReplyForm } from "./reply-form.tsx";
import type { TalkRoom } from "./talk-rooms.ts";
import { exactWords, timeWords } from "./time-words.ts";
import { UnreadMark } from "./unread-mark.tsx";

/** A conversation: leads to Nextcloud in a new tab; answered and marked as read right here. */
export function RoomRow({
  room,
  nowMs,
  onReply,
  onRead,
}: {
  room: TalkRoom;
  nowMs: number;
  /** Throws when the message was not sent. */
  onReply: (message: string) => Promise<void>;
  onRead: () => void;
}) {
  const t = useTranslations("talk.room");
  const [replying, setReplying] = useState(false);
  const replyButton = useRef<HTMLButtonElement>(null);

  function close() {
    setReplying(false);
    replyButton.current?.focus();
  }

  return (
    <li className="px-4 py-3 transition-[background-color] focus-within:bg-sunk hover:bg-sunk">
      <div className="flex items-center gap-1">
        <RoomLink room={room} nowMs={nowMs} />
        {room.unread > 0 && (
          <Button
            variant="ghost"
            size="icon-sm"
            label={t("read", { name: room.name })}
            onClick={() => {
              // The button leaves with what it marks.
              replyButton.current?.focus();
              onRead();
            }}
          >
            <Check aria-hidden />
          </Button>
        )}
        <Button
          ref={replyButton}
          variant="ghost"
          size="icon-sm"
          aria-expanded={replying}
          label={t("reply", { name: room.name })}
          onClick={() => setReplying(!replying)}
        >
          <Reply aria-hidden />
        </Button>
      </div>
      {replying && <ReplyForm name={room.name} onReply={onReply} onClose={close} />}
    </li>
  );
}

function RoomLink({ room, nowMs }: { room: TalkRoom; nowMs: number }) {
  const t = useTranslations("talk.room");
  const locale = useLocale();
  const { last } = room;
  const atMs = room.lastActivityMs ?? last?.atMs ?? null;
  const preview = last
    ? last.author && last.author !== room.name
      ? t("preview", { author: last.author, text: last.text })
      : last.text
    : t("noMessages");
  const content = (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{room.name}</span>
        {atMs !== null && (
          <time
            dateTime={new Date(atMs).toISOString()}
            title={exactWords(atMs, locale)}
            className="shrink-0 text-xs text-ink-soft"
          >
            {timeWords(atMs, nowMs, locale)}
          </time>
        )}
      </span>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-sm text-ink-soft">{preview}</span>
        <UnreadMark unread={room.unread} mentioned={room.mentioned} />
      </span>
    </>
  );
  const shape = "block min-w-0 flex-1 rounded-sm leading-snug";
  if (!room.url) return <div className={shape}>{content}</div>;
  return (
    <a href={room.url} target="_blank" rel="noopener" className={shape}>
      {content}
      <span className="sr-only">, {t("newTab")}</span>
    </a>
  );
}
