import { BellRing, Hash, type LucideIcon, Tag, UsersRound } from "lucide-react";
import { cn } from "#lib/core/cn.ts";
import type { RoomJson } from "#lib/messenger/room-json.ts";

/** What kind of room it is: a person by their initials, everything else by a sign. */
export function RoomIcon({ room, className }: { room: RoomJson; className?: string }) {
  const box = cn(
    "grid size-10 shrink-0 place-items-center rounded-md bg-sunk text-sm font-semibold text-ink-soft",
    className,
  );
  if (room.dm_with)
    return (
      <span aria-hidden className={cn(box, "rounded-full")}>
        {initials(room.dm_with.display_name)}
      </span>
    );
  const Icon = iconOf(room);
  return (
    <span aria-hidden className={box}>
      <Icon className="size-4.5" strokeWidth={1.75} />
    </span>
  );
}

function iconOf({ kind }: RoomJson): LucideIcon {
  if (kind === "general") return UsersRound;
  if (kind === "entity_room") return Tag;
  return kind === "dm" ? BellRing : Hash;
}

/** "ML" for Mara Lindqvist; by what a reader takes for a letter. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
