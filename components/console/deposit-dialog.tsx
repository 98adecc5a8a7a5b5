"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { decimalAmount } from "#lib/links/payment-link.ts";
import { readAmount } from "#lib/studio/read-amount.ts";
import { useDeposit } from "./use-deposit.ts";

/** Amount and payment link of a deposit that is asked for by hand. `children` is the button that opens it. */
export function DepositDialog({
  appointment,
  currency,
  children,
}: {
  appointment: AppointmentView;
  currency: string;
  children: ReactNode;
}) {
  const t = useTranslations("rules.deposit");
  const common = useTranslations("common");
  const id = useId();
  const { depositAmount, depositUrl, clientName: name } = appointment;
  const known = depositAmount === null ? "" : decimalAmount(depositAmount, currency).replace(/\.0+$/, "");
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(known);
  const [url, setUrl] = useState(depositUrl);
  const [tried, setTried] = useState(false);
  const { busy, set } = useDeposit(appointment);
  const amount = readAmount(typed, currency);
  const state = appointment.depositState === "none" ? "due" : appointment.depositState;

  function change(next: boolean) {
    setOpen(next);
    setTyped(known);
    setUrl(depositUrl);
    setTried(false);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (amount === null || busy) return;
    if (await set({ state, amount, ...(url.trim() ? { url: url.trim() } : {}) })) setOpen(false);
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent
        title={t("editTitle", { name })}
        description={state === "due" ? t("mailHint") : undefined}
        closeLabel={common("close")}
      >
        <form onSubmit={(event) => void submit(event)} className="space-y-5">
          <InputField
            id={`${id}-amount`}
            label={t("amount", { currency })}
            error={tried && amount === null ? t("amountUnreadable") : undefined}
            required
            autoComplete="off"
            inputMode="decimal"
            maxLength={12}
            inputClassName="w-36 tabular-nums"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <InputField
            id={`${id}-url`}
            label={t("url")}
            hint={t("urlHint")}
            optional={common("optional")}
            type="url"
            pattern="https://.+"
            autoComplete="off"
            maxLength={500}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="ghost">{common("cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={busy !== null}>
              {appointment.depositState === "none" ? t("save") : common("save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
