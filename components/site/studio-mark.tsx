import { cn } from "#lib/core/cn.ts";
import { Mark } from "./mark.tsx";

/** The studio's own logo beside its name, or ours. Takes its height from `className`; a wide logo stays wide. */
export function StudioMark({ logoUrl, className }: { logoUrl: string | null; className?: string }) {
  if (logoUrl === null) return <Mark className={className} />;
  return (
    // biome-ignore lint/performance/noImgElement: already shrunk by our own server
    <img src={logoUrl} alt="" className={cn(className, "w-auto max-w-32 object-contain")} />
  );
}
