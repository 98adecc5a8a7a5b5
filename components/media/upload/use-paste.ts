"use client";

import { useEffect, useEffectEvent } from "react";

/** Files that are pasted into the page while nobody writes into a field and no dialog is open. */
export function usePaste(onFiles: (files: File[]) => void): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const { target } = event;
    if (
      target instanceof HTMLElement &&
      target.closest("input, textarea, [contenteditable=true], [role=dialog]")
    )
      return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => take(event);
    document.addEventListener("paste", listener);
    return () => document.removeEventListener("paste", listener);
  }, []);
}
