import {
  Ban,
  CircleCheck,
  CircleCheckBig,
  CircleSlash,
  Hourglass,
  type LucideIcon,
  UserX,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";

const looks: Record<AppointmentView["status"], { tone: Tone; icon: LucideIcon }> = {
  PENDING: { tone: "info", icon: Hourglass },
  CONFIRMED: { tone: "good", icon: CircleCheck },
  DECLINED: { tone: "neutral", icon: CircleSlash },
  CANCELLED: { tone: "neutral", icon: Ban },
  COMPLETED: { tone: "neutral", icon: CircleCheckBig },
  NO_SHOW: { tone: "warn", icon: UserX },
  HELD: { tone: "info", icon: Hourglass },
};

export function AppointmentStatus({ status }: { status: AppointmentView["status"] }) {
  const t = useTranslations("console.status");
  const { tone, icon } = looks[status];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {t(status)}
    </StatusBadge>
  );
}
