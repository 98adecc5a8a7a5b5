"use client";

import {
  type PointerEvent as ReactPointerEvent,
  type SyntheticEvent,
  useEffect,
  useRef,
  useState,
} from "react";
import { type DragOptions, dragGestures } from "./drag-gestures.ts";

/**
 * Moves, resizes and draws new times with mouse, pen or finger (after a long press, so that a finger can still scroll).
 * Times snap to quarters of an hour; Escape leaves everything as it was. @returns what goes onto the board's element.
 */
export function useDrag(options: DragOptions) {
  const current = useRef(options);
  useEffect(() => {
    current.current = options;
  });
  const [gestures] = useState(() => dragGestures(() => current.current));
  const { root } = options;

  useEffect(() => {
    const element = root.current;
    const { move, up, cancel, leave, isDragging, stop } = gestures;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !leave()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Once something is held, a finger does not scroll; React's own listeners are passive.
    const onTouch = (event: TouchEvent) => {
      if (isDragging() && event.cancelable) event.preventDefault();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", onKey, { capture: true });
    element?.addEventListener("touchmove", onTouch, { passive: false });
    // From here on it answers.
    element?.setAttribute("data-ready", "");
    return () => {
      stop();
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", onKey, { capture: true });
      element?.removeEventListener("touchmove", onTouch);
    };
  }, [gestures, root]);

  return {
    onPointerDown: (event: ReactPointerEvent) => gestures.down(event.nativeEvent),
    /** Links are dragged by the browser itself otherwise. */
    onDragStart: (event: SyntheticEvent) => event.preventDefault(),
    onContextMenu: (event: SyntheticEvent) => {
      if (gestures.isTouch()) event.preventDefault();
    },
    onClickCapture: (event: SyntheticEvent) => {
      if (!gestures.takesClick()) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
