"use client";

import { Download, Ellipsis, FolderInput, Link2, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";
import { downloadUrl } from "./call-files.ts";
import type { MediaRow } from "./media-json.ts";

export interface FileMenuActions {
  canRename: (row: MediaRow) => boolean;
  canMove: (row: MediaRow) => boolean;
  canDelete: (row: MediaRow) => boolean;
  canShare: (row: MediaRow) => boolean;
  onRename: (row: MediaRow) => void;
  onMove: (rows: readonly MediaRow[]) => void;
  onDelete: (rows: readonly MediaRow[]) => void;
  onShare: (row: MediaRow) => void;
}

const itemClass =
  "flex h-10 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-sm text-ink no-underline outline-none select-none data-[highlighted]:bg-sunk [&_svg]:size-4 [&_svg]:text-ink-soft";

/** What can be done with one file. */
export function FileMenu({
  row,
  actions,
  className,
}: {
  row: MediaRow;
  actions: FileMenuActions;
  className?: string;
}) {
  const t = useTranslations("media.menu");
  const gone = row.record?.state === "missing";
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          // The grid is one stop of Tab; the menu key opens this from its tile.
          tabIndex={-1}
          data-file-menu
          aria-label={t("open", { name: row.filename })}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
          className={cn(
            "grid size-8 shrink-0 place-items-center rounded-sm text-ink-soft hover:bg-sunk hover:text-ink data-[state=open]:bg-sunk",
            className,
          )}
        >
          <Ellipsis aria-hidden className="size-4.5" />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
          className="z-50 min-w-48 rounded-md border bg-raised p-1.5 shadow-float"
        >
          {!row.isDir && !gone && (
            <DropdownMenu.Item asChild>
              <a className={itemClass} href={downloadUrl(row)} download={row.filename}>
                <Download aria-hidden />
                {t("download")}
              </a>
            </DropdownMenu.Item>
          )}
          {actions.canRename(row) && (
            <Item icon={<Pencil aria-hidden />} keys="F2" onSelect={() => actions.onRename(row)}>
              {t("rename")}
            </Item>
          )}
          {actions.canMove(row) && (
            <Item icon={<FolderInput aria-hidden />} onSelect={() => actions.onMove([row])}>
              {t("move")}
            </Item>
          )}
          {actions.canShare(row) && (
            <Item icon={<Link2 aria-hidden />} onSelect={() => actions.onShare(row)}>
              {t("share")}
            </Item>
          )}
          {actions.canDelete(row) && (
            <Item
              icon={<Trash2 aria-hidden />}
              keys={t("deleteKey")}
              onSelect={() => actions.onDelete([row])}
            >
              {t("delete")}
            </Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({
  icon,
  keys,
  onSelect,
  children,
}: {
  icon: ReactNode;
  keys?: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Item className={itemClass} onSelect={onSelect}>
      {icon}
      <span className="flex-1">{children}</span>
      {keys && <kbd className="pl-4 font-sans text-xs text-ink-faint pointer-coarse:hidden">{keys}</kbd>}
    </DropdownMenu.Item>
  );
}
