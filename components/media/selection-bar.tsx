"use client";

import { Download, FolderInput, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { download } from "./call-files.ts";
import type { FileMenuActions } from "./file-menu.tsx";
import type { MediaRow } from "./media-json.ts";

/** What can be done with all chosen files at once. */
export function SelectionBar({
  rows,
  actions,
  onClear,
}: {
  rows: readonly MediaRow[];
  actions: FileMenuActions;
  onClear: () => void;
}) {
  const t = useTranslations("media.selection");
  return (
    <div
      role="toolbar"
      aria-label={t("label")}
      className="sticky top-16 z-20 flex flex-wrap items-center gap-1 rounded-md border bg-raised p-1.5 pl-3 shadow-float lg:top-3"
    >
      <span role="status" className="mr-auto text-sm font-medium">
        {t("count", { count: rows.length })}
      </span>
      {rows.some((row) => !row.isDir) && (
        <Button size="sm" variant="ghost" onClick={() => download(rows)}>
          <Download aria-hidden />
          <span className="max-sm:sr-only">{t("download")}</span>
        </Button>
      )}
      {rows.every(actions.canMove) && (
        <Button size="sm" variant="ghost" onClick={() => actions.onMove(rows)}>
          <FolderInput aria-hidden />
          <span className="max-sm:sr-only">{t("move")}</span>
        </Button>
      )}
      {rows.every(actions.canDelete) && (
        <Button size="sm" variant="ghost" onClick={() => actions.onDelete(rows)}>
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">{t("delete")}</span>
        </Button>
      )}
      <Button size="icon-sm" variant="ghost" label={t("clear")} onClick={onClear}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
