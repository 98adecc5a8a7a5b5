"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { DeliveryView } from "#lib/outbox/delivery-view.ts";

const MEANS: Partial<Record<DeliveryView["kind"], "discardCalendar" | "discardFolder" | "discardFile">> = {
  calendar: "discardCalendar",
  folder: "discardFolder",
  file: "discardFile",
};

/** Gives a delivery up after saying what that means; there is no way back. */
export function DiscardDialog({ delivery, children }: { delivery: DeliveryView; children: ReactNode }) {
  const t = useTranslations("console.sync");
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const { busy, problem, call } = useApiCall();

  async function discard() {
    const done = await call("DELETE", `/api/admin/outbox/${encodeURIComponent(delivery.id)}`);
    if (!done.ok) return;
    toast({ text: t("discarded") });
    setOpen(false);
    router.refresh();
  }

  return (
    <FormDialog
      trigger={children}
      title={t("discardTitle")}
      open={open}
      onOpenChange={setOpen}
      problem={problem}
      leave={t("discardKeep")}
      submit={t("discard")}
      tone="danger"
      busy={busy}
      onSubmit={() => void discard()}
    >
      <p>{t(MEANS[delivery.kind] ?? "discardMail")}</p>
    </FormDialog>
  );
}
