import type { ReactNode } from "react";
import { EmbedFrame } from "./embed-frame.tsx";
import { parseLook } from "./look.ts";
import { lookRule, themeOf } from "./look-style.ts";

/** The frame's page in the look its address asks for. */
export function EmbedPage({
  look: segment,
  origins,
  children,
}: {
  look: string;
  /** Sites that may show it. */
  origins: readonly string[];
  children: ReactNode;
}) {
  const look = parseLook(decodeURIComponent(segment));
  const rule = lookRule(look);
  return (
    <main id="main" tabIndex={-1} data-embed-theme={themeOf(look)} className="outline-none">
      {rule && <style>{rule}</style>}
      <EmbedFrame origins={origins}>{children}</EmbedFrame>
    </main>
  );
}
