"use client";

import { UserRoundPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { fields, text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { useOpenInAddress } from "#components/console/use-open-in-address.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { ContactFields } from "./contact-fields.tsx";
import { customerHref } from "./customer-filter.ts";
import { draftFrom } from "./draft-from.ts";
import { KnownNotice } from "./known-notice.tsx";
import { TagField } from "./tag-field.tsx";

/** Enters a customer by hand and goes to their page. Also opened by `?new=1`. */
export function NewCustomerDialog({
  sought,
}: {
  /** What was searched for and not found: the first field begins with it. */
  sought: string;
}) {
  const t = useTranslations("customers.new");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useOpenInAddress("new");
  const [typed, setTyped] = useState<Partial<ReturnType<typeof draftFrom>>>({});
  const { busy, problem, call, forget } = useApiCall();
  const errors = problem?.errors ?? {};
  const draft = { ...draftFrom(sought), ...typed };
  const set = (change: typeof typed) => setTyped((before) => ({ ...before, ...change }));

  function onOpenChange(next: boolean) {
    setOpen(next);
    setTyped({});
    forget();
  }

  async function create() {
    const { name, email, phone, tags, note } = draft;
    const made = await call("POST", "/api/crm/customers", {
      name: name.trim(),
      ...(email.trim() ? { email: email.trim() } : {}),
      ...(phone.trim() ? { phone: phone.trim() } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    if (!made.ok) return;
    toast({ text: t("made", { name: name.trim() }) });
    // Their page says who has the same address or number.
    router.push(customerHref(text(fields(made.answer.customer).id)));
  }

  return (
    <FormDialog
      trigger={
        <Button>
          <UserRoundPlus aria-hidden />
          {t("title")}
        </Button>
      }
      title={t("title")}
      open={open}
      onOpenChange={onOpenChange}
      problem={problem}
      shown={["name", "email", "phone", "tags", "note"]}
      submit={t("submit")}
      busy={busy}
      blocked={draft.name.trim() === ""}
      onSubmit={() => void create()}
    >
      <ContactFields draft={draft} errors={errors} autoFocus onChange={set} />
      <KnownNotice email={draft.email} phone={draft.phone} />
      <TagField tags={draft.tags} error={fieldErrors(errors.tags)} onChange={(tags) => set({ tags })} />
      <Field
        id={`${id}-note`}
        label={t("note")}
        error={fieldErrors(errors.note)}
        optional={common("optional")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-20"
            maxLength={10_000}
            placeholder={t("noteHint")}
            value={draft.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
