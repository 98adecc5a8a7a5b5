import type { ReactNode } from "react";
import "./embed.css";

export const metadata = { robots: { index: false } };

/** Pages for other sites' frames, and the window that signs in for them: no navigation, nothing around them. */
export default function EmbedLayout({ children }: { children: ReactNode }) {
  return children;
}
