"use client";

import { useEffect, useState } from "react";

export type EmbedSite =
  | { kind: "unknown" }
  /** Not in a frame at all. */
  | { kind: "top" }
  | { kind: "allowed"; origin: string }
  | { kind: "refused"; origin: string | null };

/**
 * Which site this page stands in. The browser lets only configured ones show it (frame-ancestors); here their name is
 * learnt, so that messages go to that site alone and a token is asked for it alone.
 */
export function useEmbedSite(origins: readonly string[]): EmbedSite {
  const [site, setSite] = useState<EmbedSite>({ kind: "unknown" });
  useEffect(() => setSite(findSite(origins)), [origins]);
  return site;
}

function findSite(origins: readonly string[]): EmbedSite {
  if (window.parent === window) return { kind: "top" };
  const origin = parentOrigin();
  return origin !== null && origins.includes(origin)
    ? { kind: "allowed", origin }
    : { kind: "refused", origin };
}

/** Firefox has no `ancestorOrigins`; there the referrer names the site, unless the site keeps it back. */
function parentOrigin(): string | null {
  const [nearest] = "ancestorOrigins" in window.location ? window.location.ancestorOrigins : [];
  if (nearest) return nearest;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : null;
}
