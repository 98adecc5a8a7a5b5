"use client";

import { FolderOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import type { WidgetProps } from "./dashboard-facts.ts";
import { ListWidget } from "./list-widget.tsx";
import { readDocuments } from "./read-rows.ts";
import { WidgetRow } from "./widget-row.tsx";

/** What changed last in the archive. Listed only: each download is paid for. */
export function DocumentsWidget(props: WidgetProps) {
  const t = useTranslations("widgets");
  return (
    <ListWidget
      {...props}
      title={t("names.documents")}
      path="/api/integrations/ecodms/documents?limit=8"
      read={readDocuments}
      narrow={5}
      empty={{ icon: FolderOpen, title: t("documents.emptyTitle"), text: t("documents.empty") }}
    >
      {(row, nowMs) => (
        <WidgetRow key={row.id} url={null} title={row.name} at={row.at ?? row.date} nowMs={nowMs}>
          <span className="block truncate">
            {[row.type, row.folder].filter((word) => word !== "").join(" · ")}
          </span>
        </WidgetRow>
      )}
    </ListWidget>
  );
}
