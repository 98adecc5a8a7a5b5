"use client";

import { Check } from "lucide-react";
import { useLocale } from "next-intl";
import { type MouseEvent, memo } from "react";
import { cn } from "#lib/core/cn.ts";
import { byteWords } from "./byte-words.ts";
import { FileMark } from "./file-mark.tsx";
import { FileMenu, type FileMenuActions } from "./file-menu.tsx";
import type { MediaRow } from "./media-json.ts";
import { RenameField } from "./rename-field.tsx";
import { Thumbnail } from "./thumbnail.tsx";

export interface TileHandlers extends FileMenuActions {
  label: (row: MediaRow) => string;
  onPress: (row: MediaRow, event: MouseEvent) => void;
  onSelect: (row: MediaRow, event: MouseEvent) => void;
  onFocus: (row: MediaRow) => void;
  /** Throws ApiProblem. */
  saveName: (row: MediaRow, name: string) => Promise<unknown>;
  closeRename: (row: MediaRow) => void;
}

/** One file in the grid, as a tile or as a line of the list. The cell itself has the focus. */
export const FileTile = memo(function FileTile({
  row,
  view,
  column,
  active,
  selected,
  selecting,
  renaming,
  nowMs,
  handlers,
}: {
  row: MediaRow;
  view: "grid" | "list";
  /** Counted from 1. */
  column: number;
  /** Tab reaches this one. */
  active: boolean;
  selected: boolean;
  /** Something is chosen: a press chooses too. */
  selecting: boolean;
  renaming: boolean;
  nowMs: number;
  handlers: TileHandlers;
}) {
  const locale = useLocale();
  const isStored = (row.record?.state ?? "stored") === "stored";
  const size = row.size === null || row.isDir || !isStored ? "" : byteWords(row.size, locale);
  const name = renaming ? (
    <RenameField
      row={row}
      onRename={(next) => handlers.saveName(row, next)}
      onClose={() => handlers.closeRename(row)}
    />
  ) : (
    <span aria-hidden className="block truncate text-sm font-medium" title={row.filename}>
      {row.filename}
    </span>
  );
  const mark = <FileMark row={row} nowMs={nowMs} />;
  const check = (
    <span
      aria-hidden
      data-check
      onClick={(event) => {
        event.stopPropagation();
        handlers.onSelect(row, event);
      }}
      className={cn(
        "grid cursor-pointer place-items-center rounded-full border transition-opacity",
        selected
          ? "border-accent-fill bg-accent-fill text-on-accent"
          : "border-line-strong bg-raised text-transparent hover:text-ink-faint",
        !selected &&
          !selecting &&
          "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100",
      )}
    >
      <Check className="size-3.5" strokeWidth={3} />
    </span>
  );
  const faded = row.record?.state === "missing";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold lines that are not there
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read by the grid, whatever cell has the focus
    <div
      role="gridcell"
      aria-colindex={column}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      data-path={row.path}
      onClick={(event) => handlers.onPress(row, event)}
      onFocus={(event) => event.target === event.currentTarget && handlers.onFocus(row)}
      className={cn(
        "group relative min-w-0 cursor-pointer rounded-md focus-visible:z-10",
        view === "list" && "flex h-14 items-center gap-3 px-2 hover:bg-sunk",
        selected && "bg-accent-ground",
      )}
    >
      {/* In the place of what is seen: the whole name, and words where there are marks. */}
      {!renaming && <span className="sr-only">{handlers.label(row)}</span>}
      {view === "grid" ? (
        <>
          <span className={cn("relative block rounded-md", selected && "p-1.5")}>
            <Thumbnail
              row={row}
              size={384}
              className={cn("aspect-square w-full rounded-md border", faded && "opacity-50")}
            />
            <span className="absolute top-2 left-2 [&>[data-check]]:size-6">{check}</span>
          </span>
          <span className="flex h-[3.25rem] items-start gap-0.5 pt-1.5 pl-0.5">
            <span className="min-w-0 flex-1">
              {name}
              {!renaming && (
                <span aria-hidden className="flex min-w-0 gap-1 text-xs text-ink-soft">
                  <span className="min-w-0 truncate">{mark}</span>
                  {size && <span className="ml-auto shrink-0 whitespace-nowrap text-ink-faint">{size}</span>}
                </span>
              )}
            </span>
            {!renaming && <FileMenu row={row} actions={handlers} className="-mt-1" />}
          </span>
        </>
      ) : (
        <>
          <span className="shrink-0 [&>[data-check]]:size-5">{check}</span>
          <Thumbnail
            row={row}
            size={96}
            className={cn("size-10 shrink-0 rounded-sm border", faded && "opacity-50")}
          />
          <span className="min-w-0 flex-1">
            {name}
            <span aria-hidden className="block min-w-0 text-xs text-ink-soft sm:hidden">
              {!renaming && mark}
            </span>
          </span>
          <span aria-hidden className="hidden w-52 min-w-0 text-sm text-ink-soft sm:block">
            {mark}
          </span>
          <span
            aria-hidden
            className="w-20 shrink-0 text-right text-sm whitespace-nowrap text-ink-soft tabular-nums"
          >
            {size}
          </span>
          <FileMenu row={row} actions={handlers} />
        </>
      )}
    </div>
  );
});
