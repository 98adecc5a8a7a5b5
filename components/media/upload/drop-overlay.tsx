"use client";

import { FolderDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useEffect, useEffectEvent, useState } from "react";
import { cn } from "#lib/core/cn.ts";

export interface DropTarget {
  key: string;
  /** The folder's name as people read it. */
  name: string;
}

/** While files are dragged over the page: where they may go. One target takes the whole page; of several each takes its part. */
export function DropOverlay({
  targets,
  customerName,
  onDrop,
}: {
  targets: readonly DropTarget[];
  customerName: string;
  onDrop: (files: File[], target: DropTarget) => void;
}) {
  const t = useTranslations("media.drop");
  const [dragging, setDragging] = useState(false);
  const [over, setOver] = useState<string | null>(null);
  const stop = useEffectEvent(() => {
    setDragging(false);
    setOver(null);
  });

  useEffect(() => {
    const holdsFiles = (event: globalThis.DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onEnter = (event: globalThis.DragEvent) => holdsFiles(event) && setDragging(true);
    // Without this a file dropped beside would take the place of the page.
    const onOver = (event: globalThis.DragEvent) => holdsFiles(event) && event.preventDefault();
    const onLeave = (event: globalThis.DragEvent) => event.relatedTarget === null && stop();
    const onDropAnywhere = (event: globalThis.DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      stop();
    };
    window.addEventListener("dragenter", onEnter);
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDropAnywhere);
    return () => {
      window.removeEventListener("dragenter", onEnter);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDropAnywhere);
    };
  }, []);

  if (!dragging) return null;
  return (
    <div data-drop-overlay className="fixed inset-0 z-60 flex flex-col bg-backdrop p-4 sm:p-8">
      <div className="grid flex-1 gap-3 sm:auto-cols-fr sm:grid-flow-col">
        {targets.map((target) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the upload button does the same
          <div
            key={target.key}
            data-drop-target={target.key}
            onDragEnter={() => setOver(target.key)}
            onDragOver={(event: DragEvent) => {
              event.preventDefault();
              event.dataTransfer.dropEffect = "copy";
              if (over !== target.key) setOver(target.key);
            }}
            onDrop={(event: DragEvent) => onDrop(droppedFiles(event), target)}
            className={cn(
              "grid place-items-center rounded-md border-2 border-dashed p-6 text-center transition-colors",
              over === target.key || targets.length === 1
                ? "border-accent bg-accent-ground"
                : "border-line-strong bg-raised",
            )}
          >
            <span className="pointer-events-none">
              <FolderDown aria-hidden strokeWidth={1.25} className="mx-auto mb-3 size-10 text-accent-text" />
              <span className="block font-display text-xl font-semibold">{target.name}</span>
              <span className="mt-1 block text-ink-soft">{t("text", { name: customerName })}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Files only: a dragged folder has no content of its own that a browser would send. */
function droppedFiles(event: DragEvent): File[] {
  const items = [...event.dataTransfer.items];
  const folders = new Set(
    items.flatMap((item) => {
      const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
      return entry?.isDirectory ? [entry.name] : [];
    }),
  );
  return [...event.dataTransfer.files].filter((file) => !(folders.has(file.name) && file.type === ""));
}
