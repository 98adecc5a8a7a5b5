"use client";

import { Ban, CalendarClock, CalendarPlus, Check, CircleCheckBig, UserX, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { OfferTimesDialog } from "#components/offers/offer-times-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/core/cn.ts";
import { appointmentSteps } from "./appointment-steps.ts";
import { DeclinePopover } from "./decline-popover.tsx";
import { RescheduleDialog } from "./reschedule-dialog.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";
import { type Decision, useDecision } from "./use-decision.ts";

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
  const attendance = useTranslations("rules.attendance");
  const root = useRef<HTMLFieldSetElement>(null);
  const decide = useDecision(live);
  const offers = useTranslations("inquiry.staff");
  const [offering, setOffering] = useState(false);
  const { current, busy } = live;
  const steps = appointmentSteps(current, nowMs);
  const name = current.clientName;
  const size = lead ? "md" : "sm";
  const quiet = lead ? "secondary" : "ghost";

  function take(status: Decision, word?: string) {
    // The button leaves with the decision: its row (or the page) keeps the focus, for the keys that come next.
    const link = root.current?.closest("li")?.querySelector<HTMLElement>("[data-row-link]");
    (link ?? root.current?.closest("main"))?.focus({ preventScroll: true });
    void decide(status, word);
  }

  if (steps.length === 0) return null;
  return (
    <fieldset
      ref={root}
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
          onClick={() => take("CONFIRMED")}
        >
          {!busy && <Check aria-hidden />}
          {t("confirm")}
        </Button>
      )}
      {steps.includes("decline") && (
        <DeclinePopover
          name={name}
          onDecline={(word) => take("DECLINED", word)}
          onAlternatives={() => setOffering(true)}
        >
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
        </DeclinePopover>
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
      {lead && steps.includes("move") && (
        <Button size={size} variant={quiet} disabled={busy} onClick={() => setOffering(true)}>
          <CalendarPlus aria-hidden />
          {offers("offerOther")}
        </Button>
      )}
      {(current.status === "PENDING" || current.status === "CONFIRMED") && (
        <OfferTimesDialog
          subject={{
            about: { kind: "appointment", id: current.id },
            answers: current.status,
            version: current.version,
            name,
            artist: current.artist,
            serviceId: current.service.id,
            durationMinutes: (current.endMs - current.startMs) / 60_000,
          }}
          nowMs={nowMs}
          open={offering}
          onOpenChange={setOffering}
        />
      )}
      {steps.includes("came") && (
        <Button
          size={size}
          variant={lead && current.status === "CONFIRMED" ? "primary" : "secondary"}
          busy={busy}
          data-step="came"
          aria-label={attendance("cameNamed", { name })}
          onClick={() => take("COMPLETED")}
        >
          {!busy && <CircleCheckBig aria-hidden />}
          {attendance("came")}
        </Button>
      )}
      {steps.includes("missed") && (
        <Button
          size={size}
          variant={quiet}
          disabled={busy}
          data-step="missed"
          aria-label={attendance("missedNamed", { name })}
          onClick={() => take("NO_SHOW")}
        >
          <UserX aria-hidden />
          {attendance("missed")}
        </Button>
      )}
      {steps.includes("cancel") && (
        <Button
          size={size}
          variant={quiet}
          disabled={busy}
          data-step="cancel"
          aria-label={t("cancelNamed", { name })}
          onClick={() => take("CANCELLED")}
        >
          <Ban aria-hidden />
          {t("cancel")}
        </Button>
      )}
    </fieldset>
  );
}
