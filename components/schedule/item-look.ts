import {
  Ban,
  CalendarDays,
  CircleCheck,
  CircleCheckBig,
  EyeOff,
  Hourglass,
  type LucideIcon,
  UserX,
} from "lucide-react";
import type { ScheduleItem } from "#lib/schedule/schedule-view.ts";

interface Look {
  icon: LucideIcon;
  classes: string;
}

/** Time that is not to be worked, or whose reason nobody may read. */
export const hatched = "bg-[repeating-linear-gradient(135deg,transparent_0_6px,var(--line)_6px_7px)]";

const quiet = "border-line-strong bg-sunk text-ink";
const byStatus: Record<string, Look> = {
  PENDING: { icon: Hourglass, classes: "border-dashed border-info bg-info-ground text-ink" },
  HELD: { icon: Hourglass, classes: "border-dotted border-info bg-info-ground text-ink" },
  CONFIRMED: { icon: CircleCheck, classes: "border-good bg-good-ground text-ink" },
  COMPLETED: { icon: CircleCheckBig, classes: quiet },
  NO_SHOW: { icon: UserX, classes: "border-warn bg-warn-ground text-ink" },
};

/** How an item is drawn: its state by icon and border, never by colour alone. What is over is quiet. */
export function itemLook(item: ScheduleItem, nowMs: number): Look {
  if (item.kind === "appointment") {
    const look = byStatus[item.appointment.status] ?? { icon: Ban, classes: quiet };
    return item.endMs <= nowMs && item.appointment.status === "CONFIRMED"
      ? { icon: look.icon, classes: quiet }
      : look;
  }
  if (item.kind === "private" || (item.kind === "event" && item.isPrivate))
    return { icon: EyeOff, classes: `${quiet} ${hatched}` };
  return { icon: CalendarDays, classes: quiet };
}
