"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { useApiCall } from "./use-api-call.ts";

/** Gives a delivery up after saying what that means (`text`); there is no way back. `children` is the button that opens it. */
export function DiscardDelivery({ id, text, children }: { id: string; text: string; children: ReactNode }) {
  const t = useTranslations("console.sync");
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const { busy, problem, call } = useApiCall();

  async function discard() {
    const done = await call("DELETE", `/api/admin/outbox/${encodeURIComponent(id)}`);
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
      <p>{text}</p>
    </FormDialog>
  );
}
