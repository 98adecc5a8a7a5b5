"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { Alert } from "#components/ui/alert.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { customerApi } from "./customer-filter.ts";
import { type DeletionChoice, DeletionPreview, type UpcomingAppointment } from "./deletion-preview.tsx";
import { PreviewFailed } from "./preview-failed.tsx";
import { PreviewShape } from "./preview-shape.tsx";
import { readDeletionPreview } from "./read-deletion-preview.ts";

const UNDECIDED: DeletionChoice = { files: "trash", cancel: false };

/** Deletes everything about one person (GDPR), after saying what that is. What was cancelled or deleted stays so. */
export function DeleteCustomerDialog({
  customer,
  upcoming,
  timeZone,
  open,
  onOpenChange,
  returnTo,
}: {
  customer: { id: string; name: string };
  upcoming: UpcomingAppointment[];
  /** The studio's, IANA. */
  timeZone: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  returnTo: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations("customers.delete");
  const router = useRouter();
  const toast = useToast();
  const [choice, setChoice] = useState(UNDECIDED);
  const { busy, problem, call, forget } = useApiCall();
  const { data, error, mutate } = useSWR<unknown>(
    open ? customerApi(customer.id, "/deletion") : null,
    readApi,
    {
      shouldRetryOnError: false,
      revalidateOnFocus: false,
    },
  );
  const preview = readDeletionPreview(data);
  const failed = error !== undefined || (data !== undefined && preview === null);
  const othersFolder = problem?.errors.files?.includes("holds_others_folder") === true;

  async function remove() {
    const query = new URLSearchParams({ files: choice.files, cancel_upcoming: String(choice.cancel) });
    const removed = await call("DELETE", customerApi(customer.id, `?${query}`));
    if (!removed.ok) {
      // What is ahead may be more by now: it is looked at, and agreed to, again.
      setChoice((before) => ({ ...before, cancel: false }));
      await mutate().catch(() => undefined);
      return;
    }
    toast({ text: t("done", { name: customer.name }) });
    router.push("/customers");
  }

  return (
    <FormDialog
      returnTo={returnTo}
      title={t("title", { name: customer.name })}
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        setChoice(UNDECIDED);
        forget();
      }}
      problem={othersFolder ? null : problem}
      leave={t("keep")}
      submit={t("submit", { name: customer.name })}
      tone="danger"
      busy={busy}
      blocked={preview === null || failed || (preview.appointments.upcoming > 0 && !choice.cancel)}
      onSubmit={() => void remove()}
    >
      {othersFolder && (
        <Alert tone="bad" role="alert">
          {t("othersFolder")}
        </Alert>
      )}
      {preview && !failed ? (
        <DeletionPreview
          customer={customer}
          preview={preview}
          upcoming={upcoming}
          timeZone={timeZone}
          choice={choice}
          onChange={setChoice}
        />
      ) : failed ? (
        <PreviewFailed error={error} onAgain={() => void mutate()} />
      ) : (
        <PreviewShape label={t("looking")} />
      )}
    </FormDialog>
  );
}
