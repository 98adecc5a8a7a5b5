"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { useAnnouncedHeight } from "./use-announced-height.ts";
import { useEmbedSite } from "./use-embed-site.ts";

/**
 * What stands in the frame of another site: tells that site how high it is, so that the frame grows with it, and when a
 * new page begins, so that the reader is taken to its top. Without scripts the frame scrolls by itself.
 */
export function EmbedFrame({ origins, children }: { origins: readonly string[]; children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const site = useEmbedSite(origins);
  const origin = site.kind === "allowed" ? site.origin : null;
  useAnnouncedHeight(root, origin);
  const path = usePathname();
  const shown = useRef(path);
  useEffect(() => {
    if (origin === null || shown.current === path) return;
    shown.current = path;
    window.parent.postMessage({ type: "parlour:top" }, origin);
  }, [origin, path]);
  return (
    <div ref={root} className="px-1 pt-1 pb-4">
      {children}
    </div>
  );
}
