"use client";

import { Banknote, CircleCheck, CircleDashed, type LucideIcon, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { moneyWords } from "#components/booking/money-words.ts";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { paymentReference } from "#lib/links/payment-reference.ts";
import { DepositDialog } from "./deposit-dialog.tsx";
import { useDeposit } from "./use-deposit.ts";

export type DepositState = AppointmentView["depositState"];

export const depositLooks: Record<Exclude<DepositState, "none">, { tone: Tone; icon: LucideIcon }> = {
  due: { tone: "warn", icon: Banknote },
  paid: { tone: "good", icon: CircleCheck },
  waived: { tone: "neutral", icon: CircleDashed },
  refunded: { tone: "neutral", icon: Undo2 },
};

/** What one step says, and where it leads, from each state. */
const STEPS: Record<DepositState, ["paid" | "waive" | "refund" | "dueAgain", DepositState][]> = {
  none: [],
  due: [
    ["paid", "paid"],
    ["waive", "waived"],
  ],
  paid: [["refund", "refunded"]],
  waived: [["dueAgain", "due"]],
  refunded: [],
};

/** How the deposit of an appointment stands, and what can be said about it. */
export function AppointmentDeposit({
  appointment,
  currency,
}: {
  appointment: AppointmentView;
  /** The studio's, for a first deposit. */
  currency: string;
}) {
  const t = useTranslations("rules.deposit");
  const locale = useLocale();
  const { busy, set } = useDeposit(appointment);
  const { depositState: state, depositAmount: amount, depositUrl, status } = appointment;
  const over = status === "CANCELLED" || status === "DECLINED";
  const steps = STEPS[state].filter(([, to]) => !(over && to === "due"));
  return (
    <section aria-labelledby="deposit" className="text-sm">
      <h2 id="deposit" className="mb-1.5 font-semibold">
        {t("title")}
      </h2>
      {state === "none" || amount === null ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-base font-semibold tabular-nums">
              {moneyWords(amount, appointment.depositCurrency, locale)}
            </span>
            <StatusBadge tone={depositLooks[state].tone} icon={depositLooks[state].icon}>
              {t(`states.${state}`)}
            </StatusBadge>
          </p>
          <p className="mt-1 text-ink-soft">
            {t("reference", { reference: paymentReference(appointment.id) })}
            {depositUrl && (
              <>
                {" · "}
                <a
                  href={depositUrl}
                  rel="noreferrer"
                  target="_blank"
                  className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
                >
                  {t("open")}
                </a>
              </>
            )}
          </p>
        </>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {steps.map(([step, to]) => (
          <Button key={step} size="sm" busy={busy === to} onClick={() => void set({ state: to })}>
            {t(step)}
          </Button>
        ))}
        {!over && (
          <DepositDialog appointment={appointment} currency={appointment.depositCurrency || currency}>
            <Button size="sm" variant={state === "none" ? "secondary" : "ghost"}>
              {state === "none" ? t("ask") : t("edit")}
            </Button>
          </DepositDialog>
        )}
      </div>
    </section>
  );
}
