"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import type { MessageJson } from "#lib/messenger/room-json.ts";
import { MessageMedia } from "./message-media.tsx";
import { MessageText } from "./message-text.tsx";
import { NotDelivered } from "./not-delivered.tsx";

/** One message of a person, with its file, and how far its own way to the chat server is. */
export function MessageBubble({
  message,
  onRetry,
}: {
  message: MessageJson;
  onRetry: (message: MessageJson) => Promise<void>;
}) {
  const t = useTranslations("messenger.message");
  const { media, own, removed } = message;
  const words = media && message.body === media.filename ? "" : message.body;
  return (
    <div className={cn("flex max-w-full flex-col gap-1", own ? "items-end" : "items-start")}>
      {media && !removed && <MessageMedia media={media} />}
      {(removed || words !== "" || !media) && (
        <p
          className={cn(
            "max-w-full rounded-md px-3 py-1.5 leading-normal",
            removed ? "border text-ink-faint italic" : own ? "bg-accent-ground" : "bg-sunk",
            message.msg_type === "m.emote" && "italic",
          )}
        >
          {removed ? t("removed") : <MessageText text={words} />}
          {message.edited_at !== null && !removed && (
            <span className="ml-2 text-xs text-ink-faint">{t("edited")}</span>
          )}
        </p>
      )}
      {own && message.state === "queued" && (
        <p className="flex items-center gap-1.5 text-xs text-ink-soft">
          <Clock aria-hidden className="size-3.5" />
          {t("queued")}
        </p>
      )}
      {own && message.state === "failed" && !removed && <NotDelivered onRetry={() => onRetry(message)} />}
    </div>
  );
}
