import { cn } from "#lib/core/cn.ts";

/** An artist's picture, or the first letter of their name. Says nothing itself: the name stands beside it. */
export function Portrait({
  name,
  pictureUrl,
  className,
}: {
  name: string;
  pictureUrl: string | null;
  className?: string;
}) {
  if (pictureUrl !== null) {
    return (
      // biome-ignore lint/performance/noImgElement: already cut and shrunk by our own server
      <img
        src={pictureUrl}
        alt=""
        width={640}
        height={640}
        className={cn("aspect-square shrink-0 rounded-md border object-cover", className)}
      />
    );
  }
  return (
    <span
      aria-hidden
      className={cn(
        "grid aspect-square shrink-0 place-items-center rounded-md bg-sunk font-display text-lg font-semibold text-ink-soft",
        className,
      )}
    >
      {[...name.trim()][0]?.toLocaleUpperCase() ?? "?"}
    </span>
  );
}
