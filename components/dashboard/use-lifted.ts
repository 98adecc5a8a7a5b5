"use client";

import { type KeyboardEvent, useState } from "react";
import type { WidgetId } from "#lib/dashboard/widgets.ts";

type Step = 1 | -1 | "first" | "last";

const steps: Record<string, Step> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
  Home: "first",
  End: "last",
};

/** Moving with the keys: Space or Enter lifts and puts down, arrows move, Escape leaves everything as it was. */
export function useLifted(on: {
  onLift: (id: WidgetId) => void;
  onStep: (id: WidgetId, step: Step) => void;
  onDrop: (id: WidgetId) => void;
  onBack: (id: WidgetId) => void;
}) {
  const [lifted, setLifted] = useState<WidgetId | null>(null);

  function onKeyDown(id: WidgetId, event: KeyboardEvent) {
    const isLifted = lifted === id;
    const step = steps[event.key];
    if (event.key === " " || event.key === "Enter") {
      setLifted(isLifted ? null : id);
      if (isLifted) on.onDrop(id);
      else on.onLift(id);
    } else if (isLifted && event.key === "Escape") {
      setLifted(null);
      on.onBack(id);
    } else if (isLifted && step !== undefined) on.onStep(id, step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    id: lifted,
    forget: () => setLifted(null),
    /** Goes onto the handle of a tile. */
    handle: (id: WidgetId) => ({
      "aria-pressed": lifted === id,
      onKeyDown: (event: KeyboardEvent) => onKeyDown(id, event),
      onBlur: () => {
        if (lifted !== id) return;
        setLifted(null);
        on.onDrop(id);
      },
    }),
  };
}
