"use client";

import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import type { WidgetProps } from "./dashboard-facts.ts";
import { ListWidget } from "./list-widget.tsx";
import { type MessageRow, readMessages } from "./read-rows.ts";
import { WidgetRow } from "./widget-row.tsx";

/** The newest messages of the chat, whatever their channel, in plain words. */
export function MessagesWidget(props: WidgetProps) {
  const t = useTranslations("widgets");
  const place = ({ channel, topic }: MessageRow) => {
    if (channel === "") return t("messages.direct");
    return topic === "" ? channel : t("messages.place", { channel, topic });
  };
  return (
    <ListWidget
      {...props}
      title={t("names.messages")}
      path="/api/integrations/zulip/messages?limit=10"
      read={readMessages}
      narrow={4}
      empty={{ icon: MessagesSquare, title: t("messages.emptyTitle"), text: t("messages.empty") }}
    >
      {(row, nowMs) => (
        <WidgetRow
          key={row.id}
          url={row.url}
          at={row.at}
          nowMs={nowMs}
          title={
            <>
              {row.from}
              <span className="font-normal text-ink-soft">
                {" · "}
                {place(row)}
              </span>
            </>
          }
        >
          <span className={cn("break-words", props.wide ? "line-clamp-3" : "line-clamp-2")}>
            {row.content}
          </span>
        </WidgetRow>
      )}
    </ListWidget>
  );
}
