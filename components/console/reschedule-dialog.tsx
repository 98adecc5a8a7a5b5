"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { RescheduleForm } from "./reschedule-form.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";

/** Moves an appointment to another time. `children` is the button that opens it. */
export function RescheduleDialog({
  live,
  nowMs,
  children,
}: {
  live: LiveAppointment;
  nowMs: number;
  children: ReactNode;
}) {
  const t = useTranslations("console.move");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent
        title={t("title", { name: live.current.clientName })}
        description={t("text")}
        closeLabel={common("close")}
      >
        <RescheduleForm live={live} nowMs={nowMs} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
