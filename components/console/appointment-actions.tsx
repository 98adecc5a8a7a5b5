"use client";

import { Ban, CalendarClock, Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { cn } from "#lib/core/cn.ts";
import { appointmentSteps } from "./appointment-steps.ts";
import { RefuseDialog } from "./refuse-dialog.tsx";
import { RescheduleDialog } from "./reschedule-dialog.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";
import { useProblemWords } from "./use-problem-words.ts";

/**
 * What can be done with an appointment, as buttons. `data-step` on each lets the list's keys reach them.
 * `lead` marks the first step as the next thing to do, where the page is about this one appointment.
 */
export function AppointmentActions({
  live,
  nowMs,
  lead = false,
  className,
}: {
  live: LiveAppointment;
  nowMs: number;
  lead?: boolean;
  className?: string;
}) {
  const t = useTranslations("console.actions");
  const common = useTranslations("common");
  const toast = useToast();
  const problemWords = useProblemWords();
  const { current, busy, change, undo } = live;
  const steps = appointmentSteps(current, nowMs);
  const name = current.clientName;
  const size = lead ? "md" : "sm";
  const quiet = lead ? "secondary" : "ghost";

  async function confirm() {
    const outcome = await change({ body: { status: "CONFIRMED" }, shown: { status: "CONFIRMED" } });
    if (outcome.ok) {
      toast({
        text: t("confirmed", { name }),
        action: { label: common("undo"), onSelect: () => void undo() },
      });
    } else if (!outcome.stale)
      toast({ text: problemWords(outcome.problem), tone: "bad", durationMs: 10_000 });
  }

  if (steps.length === 0) return null;
  return (
    <fieldset
      aria-label={t("of", { name })}
      className={cn(
        "flex flex-wrap items-center gap-2",
        !lead && "max-sm:gap-1 max-sm:[&_svg:not(.animate-spin)]:hidden",
        className,
      )}
    >
      {steps.includes("confirm") && (
        <Button
          size={size}
          variant={lead ? "primary" : "secondary"}
          busy={busy}
          data-step="confirm"
          aria-label={t("confirmNamed", { name })}
          onClick={() => void confirm()}
        >
          {!busy && <Check aria-hidden />}
          {t("confirm")}
        </Button>
      )}
      {steps.includes("decline") && (
        <RefuseDialog live={live} step="decline">
          <Button
            size={size}
            variant={quiet}
            disabled={busy}
            data-step="decline"
            aria-label={t("declineNamed", { name })}
          >
            <X aria-hidden />
            {t("decline")}
          </Button>
        </RefuseDialog>
      )}
      {steps.includes("move") && (
        <RescheduleDialog live={live} nowMs={nowMs}>
          <Button
            size={size}
            variant={quiet}
            disabled={busy}
            data-step="move"
            aria-label={t("moveNamed", { name })}
          >
            <CalendarClock aria-hidden />
            {t("move")}
          </Button>
        </RescheduleDialog>
      )}
      {steps.includes("cancel") && (
        <RefuseDialog live={live} step="cancel">
          <Button
            size={size}
            variant={quiet}
            disabled={busy}
            data-step="cancel"
            aria-label={t("cancelNamed", { name })}
          >
            <Ban aria-hidden />
            {t("cancel")}
          </Button>
        </RefuseDialog>
      )}
    </fieldset>
  );
}
