"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { type OfferSubject, OfferTimesForm } from "./offer-times-form.tsx";

/**
 * Offers times for an idea, or other times in place of an appointment. `children` is the button that opens it; without one
 * the caller does, by `open`.
 */
export function OfferTimesDialog({
  subject,
  nowMs,
  open: isOpen,
  onOpenChange,
  children,
}: {
  subject: OfferSubject;
  nowMs: number;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
}) {
  const t = useTranslations("inquiry.staff.dialog");
  const common = useTranslations("common");
  const [own, setOwn] = useState(false);
  const open = isOpen ?? own;
  const setOpen = onOpenChange ?? setOwn;
  const { name } = subject;
  const text = { inquiry: "textInquiry", PENDING: "textPending", CONFIRMED: "textConfirmed" } as const;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      {children && <DialogTrigger asChild>{children}</DialogTrigger>}
      <DialogContent
        title={t("title", { name })}
        description={t(text[subject.answers], { name })}
        closeLabel={common("close")}
        className="sm:max-w-2xl"
      >
        <OfferTimesForm subject={subject} nowMs={nowMs} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
