"use client";

import { type RefObject, useEffect, useRef } from "react";

/** When the focused file leaves the list (deleted, moved), the one that took its place has the focus. */
export function useKeptFocus(
  root: RefObject<HTMLElement | null>,
  paths: readonly string[],
  activeIndex: number,
  moveTo: (index: number) => void,
): void {
  const before = useRef({ focused: false, index: 0, paths });
  useEffect(() => {
    const was = before.current;
    if (was.paths !== paths && was.focused && document.activeElement === document.body)
      moveTo(Math.min(was.index, paths.length - 1));
  }, [paths, moveTo]);
  useEffect(() => {
    const keep = () => {
      const inside = root.current?.contains(document.activeElement) ?? false;
      if (inside || document.activeElement !== document.body)
        before.current = { focused: inside, index: activeIndex, paths };
    };
    keep();
    document.addEventListener("focusin", keep);
    return () => document.removeEventListener("focusin", keep);
  }, [root, paths, activeIndex]);
}
