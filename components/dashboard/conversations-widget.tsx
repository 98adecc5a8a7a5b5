"use client";

import { Coffee } from "lucide-react";
import { useTranslations } from "next-intl";
import type { WidgetProps } from "./dashboard-facts.ts";
import { ListWidget } from "./list-widget.tsx";
import { readConversations } from "./read-rows.ts";
import { WidgetRow } from "./widget-row.tsx";

/** Who wrote to the help desk and waits for an answer. */
export function ConversationsWidget(props: WidgetProps) {
  const t = useTranslations("widgets");
  return (
    <ListWidget
      {...props}
      title={t("names.conversations")}
      path="/api/integrations/freescout/conversations?status=active&limit=8"
      read={readConversations}
      narrow={5}
      counted
      empty={{ icon: Coffee, title: t("conversations.emptyTitle"), text: t("conversations.empty") }}
    >
      {(row, nowMs) => (
        <WidgetRow
          key={row.id}
          url={row.url}
          title={row.subject || t("conversations.noSubject")}
          at={row.updatedAt}
          nowMs={nowMs}
        >
          <span className="block truncate">
            <span className="text-ink">{row.from || t("conversations.nobody")}</span>
            {row.assignee && ` · ${t("conversations.assigned", { name: row.assignee })}`}
          </span>
          {row.preview && <span className="block truncate">{row.preview}</span>}
        </WidgetRow>
      )}
    </ListWidget>
  );
}
