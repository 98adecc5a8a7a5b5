"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useId, useState } from "react";
import { useSWRConfig } from "swr";
import type { ApiProblem } from "#components/console/api.ts";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { fields, text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { customerMediaPath } from "#components/media/media-json.ts";
import { InputField } from "#components/ui/input-field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { customerApi } from "./customer-filter.ts";
import { useFolderSuggestions } from "./use-folder-suggestions.ts";

/** Makes a folder that is in Nextcloud already the customer's own. */
export function FolderDialog({
  customer,
  open,
  onOpenChange,
  returnTo,
}: {
  customer: Pick<CustomerView, "id" | "name" | "folderPath">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  returnTo: RefObject<HTMLElement | null>;
}) {
  const { id, name, folderPath } = customer;
  const t = useTranslations("customers.folder");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const fieldErrors = useFieldErrors();
  const { mutate } = useSWRConfig();
  const field = useId();
  const [path, setPath] = useState("");
  const { busy, problem, call, forget } = useApiCall();
  const suggestions = useFolderSuggestions(path, open).filter((one) => one !== folderPath);

  function faults({ code, errors }: ApiProblem): string[] {
    const keys = errors.path ?? (code === "name_taken" || code === "not_found" ? [code] : []);
    return keys.flatMap((key) => (t.has(`fault.${key}`) ? t(`fault.${key}`) : fieldErrors([key])));
  }
  const said = problem ? faults(problem) : [];

  async function link(to: string, done: "done" | "undone") {
    const linked = await call("POST", customerApi(id, "/folder"), { path: to });
    if (linked.ok) {
      const folder = text(fields(linked.answer.customer).folder_path) || to;
      toast({
        text: t(done, { name, folder }),
        ...(folderPath && done === "done"
          ? { action: { label: common("undo"), onSelect: () => void link(folderPath, "undone") } }
          : {}),
      });
      router.refresh();
      void mutate(customerMediaPath(id));
    } else if (done === "undone")
      toast({ text: problemWords(linked.problem), tone: "bad", durationMs: 10_000 });
    return linked.ok;
  }

  function change(next: boolean) {
    onOpenChange(next);
    setPath("");
    forget();
  }

  return (
    <FormDialog
      returnTo={returnTo}
      title={t("title", { name })}
      description={t("text")}
      open={open}
      onOpenChange={change}
      problem={said.length > 0 ? null : problem}
      submit={t("submit")}
      busy={busy}
      blocked={path.trim() === ""}
      onSubmit={() => void link(path, "done").then((linked) => linked && change(false))}
    >
      <InputField
        id={field}
        label={t("path")}
        hint={t("pathHint")}
        error={said}
        list={`${field}-known`}
        autoComplete="off"
        spellCheck={false}
        maxLength={4000}
        value={path}
        onChange={(event) => setPath(event.target.value)}
      />
      <datalist id={`${field}-known`}>
        {suggestions.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {folderPath && <p className="text-sm break-words text-ink-soft">{t("now", { folder: folderPath })}</p>}
    </FormDialog>
  );
}
