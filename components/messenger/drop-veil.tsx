"use client";

import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";

/** While files are dragged over the page: that they may be let go of here. */
export function DropVeil({
  room,
  name,
  onFiles,
}: {
  /** What the veil lies over. */
  room: RefObject<HTMLElement | null>;
  name: string;
  onFiles: (files: File[]) => void;
}) {
  const t = useTranslations("messenger.composer");
  const [dragging, setDragging] = useState(false);
  const take = useEffectEvent((event: DragEvent) => {
    const inside = event.target instanceof Node && room.current?.contains(event.target);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (inside && files.length > 0) onFiles(files);
  });

  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onEnter = (event: DragEvent) => holdsFiles(event) && setDragging(true);
    // Without this a file dropped beside would take the place of the page.
    const onOver = (event: DragEvent) => holdsFiles(event) && event.preventDefault();
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setDragging(false);
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setDragging(false);
      take(event);
    };
    window.addEventListener("dragenter", onEnter);
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", onEnter);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, []);

  if (!dragging) return null;
  return (
    <div
      data-drop-veil
      className="absolute inset-2 z-10 grid place-items-center rounded-md border-2 border-dashed border-accent bg-accent-ground text-center"
    >
      <p className="pointer-events-none px-6 font-display text-xl font-semibold">
        <Paperclip aria-hidden strokeWidth={1.25} className="mx-auto mb-3 size-9 text-accent-text" />
        {t("drop", { name })}
      </p>
    </div>
  );
}
