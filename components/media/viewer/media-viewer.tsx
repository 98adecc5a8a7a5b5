"use client";

import { ChevronLeft, ChevronRight, Download, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { buttonVariants } from "#components/ui/button.tsx";
import { cn } from "#lib/core/cn.ts";
import { download, downloadUrl } from "../call-files.ts";
import { fileKind } from "../file-kind.ts";
import type { MediaRow } from "../media-json.ts";
import { Facts } from "./facts.tsx";
import { FileStage } from "./file-stage.tsx";
import { stageUrl } from "./image-stage.tsx";

/** One file after the other over the whole screen: ← and → go on, Esc closes, i tells, d downloads. */
export function MediaViewer({
  rows,
  path,
  onPath,
  onClose,
}: {
  /** In the order shown, without folders. */
  rows: readonly MediaRow[];
  /** Null: closed. */
  path: string | null;
  onPath: (path: string) => void;
  /** The focus goes back to the file seen last; whoever opened the viewer sees to it. */
  onClose: () => void;
}) {
  const at = path === null ? -1 : rows.findIndex((row) => row.path === path);
  const row = rows[at];
  const gone = path !== null && row === undefined;
  // Closed for good: it must not open again by itself when the file comes back.
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  return (
    <Primitive.Root open={row !== undefined} onOpenChange={(open) => !open && onClose()}>
      {row && <Viewer rows={rows} at={at} row={row} onPath={onPath} />}
    </Primitive.Root>
  );
}

function Viewer({
  rows,
  at,
  row,
  onPath,
}: {
  rows: readonly MediaRow[];
  at: number;
  row: MediaRow;
  onPath: (path: string) => void;
}) {
  const t = useTranslations("media.viewer");
  const common = useTranslations("common");
  const [informed, setInformed] = useState(false);
  const before = rows[at - 1];
  const after = rows[at + 1];

  useEffect(() => {
    for (const near of [after, before]) {
      const url = near && fileKind(near) === "image" ? stageUrl(near) : null;
      if (url) new Image().src = url;
    }
  }, [before, after]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A film's own arrows move in the film.
    if (event.target instanceof HTMLMediaElement && event.key.startsWith("Arrow")) return;
    if (event.key === "ArrowLeft") before && onPath(before.path);
    else if (event.key === "ArrowRight") after && onPath(after.path);
    else if (event.key === "i") setInformed(!informed);
    else if (event.key === "d" && row.record?.state !== "missing") download([row]);
    else return;
    event.preventDefault();
  }

  return (
    <Primitive.Portal>
      <Primitive.Content
        aria-describedby={undefined}
        onKeyDown={onKeyDown}
        onCloseAutoFocus={(event) => event.preventDefault()}
        className="fixed inset-0 z-50 flex flex-col bg-ground text-ink outline-none duration-150 data-[state=open]:animate-in data-[state=open]:fade-in-0"
      >
        <div className="flex h-14 shrink-0 items-center gap-1 border-b pr-2 pl-4">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="truncate font-medium">{row.filename}</Primitive.Title>
          </div>
          <p aria-live="polite" className="shrink-0 px-2 text-sm text-ink-soft tabular-nums">
            <span className="sr-only">{row.filename}, </span>
            {t("position", { number: at + 1, count: rows.length })}
          </p>
          <button
            type="button"
            aria-pressed={informed}
            aria-label={t("info")}
            title={`${t("info")} (i)`}
            onClick={() => setInformed(!informed)}
            className={cn(iconClass, "aria-pressed:bg-sunk")}
          >
            <Info aria-hidden />
          </button>
          {row.record?.state !== "missing" && (
            <a
              href={downloadUrl(row)}
              download={row.filename}
              aria-label={t("downloadNamed", { name: row.filename })}
              title={`${t("download")} (d)`}
              className={iconClass}
            >
              <Download aria-hidden />
            </a>
          )}
          <Primitive.Close
            aria-label={common("close")}
            title={`${common("close")} (Esc)`}
            className={iconClass}
          >
            <X aria-hidden />
          </Primitive.Close>
        </div>
        <div className="flex min-h-0 flex-1">
          <div className="relative min-w-0 flex-1">
            <FileStage key={row.path} row={row} />
            {before && (
              <Turn
                side="left"
                label={t("previous", { name: before.filename })}
                onPress={() => onPath(before.path)}
              >
                <ChevronLeft aria-hidden />
              </Turn>
            )}
            {after && (
              <Turn
                side="right"
                label={t("next", { name: after.filename })}
                onPress={() => onPath(after.path)}
              >
                <ChevronRight aria-hidden />
              </Turn>
            )}
          </div>
          {informed && (
            <aside
              aria-label={t("info")}
              className="absolute inset-x-0 bottom-0 z-10 max-h-[60dvh] overflow-y-auto border-t bg-raised px-5 py-3 sm:static sm:max-h-none sm:w-80 sm:border-t-0 sm:border-l"
            >
              <Facts row={row} />
            </aside>
          )}
        </div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

const iconClass = buttonVariants({ variant: "ghost", size: "icon-sm" });

function Turn({
  side,
  label,
  onPress,
  children,
}: {
  side: "left" | "right";
  label: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className={cn(
        "absolute top-1/2 grid size-11 -translate-y-1/2 place-items-center rounded-full border bg-raised text-ink shadow-float hover:bg-sunk",
        side === "left" ? "left-3" : "right-3",
      )}
    >
      {children}
    </button>
  );
}
