"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { InputField } from "#components/ui/input-field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { customerApi } from "./customer-filter.ts";
import { useUnblock } from "./use-unblock.ts";

/** Blocks a customer from booking by themselves, with a reason for the studio; the toast takes it back. */
export function BlockCustomerDialog({
  customer: { id, name },
  open,
  onOpenChange,
  returnTo,
}: {
  customer: { id: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  returnTo: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations("rules.customer");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const field = useId();
  const [reason, setReason] = useState("");
  const { busy, problem, call, forget } = useApiCall();
  const { unblock } = useUnblock({ id, name });

  function change(next: boolean) {
    onOpenChange(next);
    setReason("");
    forget();
  }

  async function submit() {
    const done = await call("PUT", customerApi(id, "/block"), reason.trim() ? { reason: reason.trim() } : {});
    if (!done.ok) return;
    toast({
      text: t("blockDone", { name }),
      action: { label: common("undo"), onSelect: () => void unblock() },
    });
    router.refresh();
    change(false);
  }

  return (
    <FormDialog
      returnTo={returnTo}
      title={t("blockTitle", { name })}
      description={t("blockExplain")}
      open={open}
      onOpenChange={change}
      problem={problem}
      shown={["reason"]}
      submit={t("blockSubmit")}
      tone="danger"
      busy={busy}
      onSubmit={() => void submit()}
    >
      <InputField
        id={field}
        label={t("reason")}
        hint={t("reasonHint")}
        error={fieldErrors(problem?.errors.reason)}
        optional={common("optional")}
        autoComplete="off"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
