import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import type { WidgetId } from "#lib/dashboard/widgets.ts";

/** The system a widget shows. */
export interface WidgetSystem {
  /** As its maker writes it. */
  name: string;
  /** Where people open it; null where that is not known. */
  url: string | null;
}

/** What every widget of another system is told. */
export interface WidgetProps {
  system: WidgetSystem;
  isAdmin: boolean;
  wide: boolean;
}

/** What the server tells the board beside its arrangement. */
export interface DashboardFacts {
  isAdmin: boolean;
  /** The studio's IANA zone. */
  timeZone: string;
  nowMs: number;
  /** From when to when is today in the studio's zone; epoch milliseconds, half-open. */
  todayMs: readonly [from: number, to: number];
  appointments: { today: AppointmentView[]; week: AppointmentView[] };
  systems: Partial<Record<WidgetId, WidgetSystem>>;
}
