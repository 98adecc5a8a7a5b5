"use client";

import { type RefObject, useEffect, useRef } from "react";

const STEPS: Record<string, string> = { c: "confirm", d: "decline", m: "move", x: "cancel" };

/**
 * Movement by keyboard in a list whose rows hold a link `[data-row-link]` and buttons `[data-step]`: j and k (also the
 * arrows inside the list) move, c, d, m and x do. Letters count only while nothing else has the focus, so that they
 * never get into the way of typing (WCAG 2.1.4). Returns the focus to the same place when its row leaves the list.
 */
export function useListKeys(list: RefObject<HTMLElement | null>, rowIds: string): void {
  const last = useRef<number | null>(null);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const root = list.current;
      const target = event.target;
      if (!root || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof HTMLElement)) return;
      const inside = root.contains(target);
      if (!inside && target !== document.body && target.id !== "main") return;
      const links = [...root.querySelectorAll<HTMLElement>("[data-row-link]")];
      const at = links.findIndex((link) => link.closest("li")?.contains(document.activeElement));
      const step = STEPS[event.key];
      if (inside && step && at >= 0) {
        const button = links[at]?.closest("li")?.querySelector<HTMLElement>(`[data-step="${step}"]`);
        if (!button) return;
        event.preventDefault();
        // A sheet gives the focus back to the button that opened it.
        button.focus();
        button.click();
        return;
      }
      const by = movement(event.key, inside);
      if (by === 0) return;
      event.preventDefault();
      const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
      links[next]?.focus();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list]);

  useEffect(() => {
    const root = list.current;
    if (!root) return;
    const rowAt = (node: EventTarget | null) =>
      [...root.querySelectorAll("[data-row-link]")].findIndex(
        (link) => node instanceof Node && link.closest("li")?.contains(node),
      );
    const onFocusIn = (event: FocusEvent) => {
      last.current = rowAt(event.target);
    };
    const onFocusOut = (event: FocusEvent) => {
      // Without a new place the row itself may be leaving; the effect below decides.
      if (event.relatedTarget && !(event.relatedTarget instanceof Node && root.contains(event.relatedTarget)))
        last.current = null;
    };
    root.addEventListener("focusin", onFocusIn);
    root.addEventListener("focusout", onFocusOut);
    return () => {
      root.removeEventListener("focusin", onFocusIn);
      root.removeEventListener("focusout", onFocusOut);
    };
  }, [list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the rows change, which is what rowIds says
  useEffect(() => {
    if (last.current === null || last.current < 0 || document.activeElement !== document.body) return;
    const links = list.current?.querySelectorAll<HTMLElement>("[data-row-link]");
    links?.[Math.min(last.current, links.length - 1)]?.focus();
  }, [list, rowIds]);
}

function movement(key: string, inside: boolean): -1 | 0 | 1 {
  if (key === "j" || (inside && key === "ArrowDown")) return 1;
  if (key === "k" || (inside && key === "ArrowUp")) return -1;
  return 0;
}
