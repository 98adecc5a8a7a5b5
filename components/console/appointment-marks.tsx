import { Banknote, CircleHelp, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";

/** What needs a look: a conflict, a deposit nobody paid, or a time that no calendar could vouch for. Only while it still matters. */
export function AppointmentMarks({
  appointment,
}: {
  appointment: Pick<AppointmentView, "status" | "conflict" | "unverified" | "depositState">;
}) {
  const t = useTranslations("console.marks");
  const deposit = useTranslations("rules.deposit");
  const { status, conflict, unverified, depositState } = appointment;
  const active = status === "PENDING" || status === "CONFIRMED";
  const owes = depositState === "due";
  if (!active || !(conflict || owes || (unverified && status === "PENDING"))) return null;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {conflict && (
        <span title={t("conflictHint")}>
          <StatusBadge tone="bad" icon={TriangleAlert}>
            {t("conflict")}
          </StatusBadge>
        </span>
      )}
      {owes && (
        <StatusBadge tone="warn" icon={Banknote}>
          {deposit("marks.due")}
        </StatusBadge>
      )}
      {unverified && status === "PENDING" && (
        <span title={t("unverifiedHint")}>
          <StatusBadge tone="warn" icon={CircleHelp}>
            {t("unverified")}
          </StatusBadge>
        </span>
      )}
    </span>
  );
}
