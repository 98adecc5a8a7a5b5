"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useState } from "react";
import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { CustomerCombobox } from "./customer-combobox.tsx";
import { customerApi } from "./customer-filter.ts";
import { MergePreview } from "./merge-preview.tsx";
import { PreviewFailed } from "./preview-failed.tsx";
import { PreviewShape } from "./preview-shape.tsx";
import type { CustomerChoice } from "./read-customers.ts";
import { type MergeTake, readMergePreview } from "./read-merge-preview.ts";
import { useUndoMerge } from "./use-undo-merge.ts";

/** Takes two entries of one person together, after showing what that does; the message afterwards undoes it. */
export function MergeDialog({
  customer,
  preset,
  suggestions,
  open,
  onOpenChange,
  trigger,
  returnTo,
}: {
  /** Who stays. */
  customer: { id: string; name: string };
  /** Where the other is known before it is opened. */
  preset?: CustomerChoice;
  /** Offered before anything is typed. */
  suggestions: CustomerChoice[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger?: ReactNode;
  returnTo?: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations("customers.merge");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const undo = useUndoMerge();
  const [chosen, setChosen] = useState<CustomerChoice | null>(null);
  const [take, setTake] = useState<MergeTake>({});
  const { busy, problem, call, forget } = useApiCall();
  const other = chosen ?? preset ?? null;
  const path =
    open && other ? customerApi(customer.id, `/merge?${new URLSearchParams({ with: other.id })}`) : null;
  const { data, error, mutate } = useSWR<unknown>(path, readApi, {
    shouldRetryOnError: false,
    revalidateOnFocus: false,
    revalidateIfStale: true,
  });
  const preview = other ? readMergePreview(data) : null;
  const failed = error !== undefined || (data !== undefined && preview === null);

  function change(next: boolean) {
    onOpenChange(next);
    setChosen(null);
    setTake({});
    forget();
  }

  async function merge() {
    if (!other) return;
    const merged = await call("POST", customerApi(customer.id, "/merge"), { with: other.id, take });
    if (!merged.ok) return;
    const mergeId = text(merged.answer.merge_id);
    toast({
      text: t("done", { other: other.name, kept: customer.name }),
      action: { label: common("undo"), onSelect: () => void undo.undo(mergeId) },
      durationMs: 15_000,
    });
    router.refresh();
    change(false);
  }

  return (
    <FormDialog
      trigger={trigger}
      returnTo={returnTo}
      title={other ? t("titleBoth", { kept: customer.name, other: other.name }) : t("title")}
      description={other ? undefined : t("text", { name: customer.name })}
      open={open}
      onOpenChange={change}
      problem={problem}
      leave={t("keep")}
      submit={t("submit")}
      busy={busy}
      blocked={preview === null || failed}
      onSubmit={() => void merge()}
    >
      {other === null ? (
        <CustomerCombobox
          label={t("other")}
          without={customer.id}
          suggestions={suggestions}
          onChoose={setChosen}
        />
      ) : (
        <>
          {!preset && (
            // The field that was left had the focus.
            <Button
              size="sm"
              variant="link"
              autoFocus
              onClick={() => {
                setChosen(null);
                // What was chosen between these two says nothing about the next.
                setTake({});
              }}
            >
              {t("another")}
            </Button>
          )}
          {preview && !failed ? (
            <MergePreview preview={preview} take={take} onTake={setTake} />
          ) : failed ? (
            <PreviewFailed error={error} onAgain={() => void mutate()} />
          ) : (
            <PreviewShape label={t("looking")} />
          )}
        </>
      )}
    </FormDialog>
  );
}
