"use client";

import { type ComponentType, useEffect, useState } from "react";

/**
 * The last step, fetched once somebody begins to choose (or has chosen a time), so that it is there when it is wanted and
 * in nobody's way before. Null until then.
 */
export function useDetailsStep(wanted: boolean): ComponentType | null {
  const [Step, setStep] = useState<ComponentType | null>(null);
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (begun) return;
    const begin = () => setBegun(true);
    const signs = ["pointermove", "touchstart", "keydown"] as const;
    for (const sign of signs) window.addEventListener(sign, begin, { once: true, passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, begin);
    };
  }, [begun]);
  useEffect(() => {
    if (Step || !(begun || wanted)) return;
    let isHere = true;
    void import("./details-step.tsx").then(
      ({ DetailsStep }) => isHere && setStep(() => DetailsStep),
      // Offline just now: the next sign of life tries again.
      () => isHere && setBegun(false),
    );
    return () => {
      isHere = false;
    };
  }, [Step, begun, wanted]);
  return Step;
}
