"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { callApi } from "#components/console/api.ts";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { count, fields, text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { ContactConflict } from "./contact-conflict.tsx";
import { type ContactDraft, ContactFields } from "./contact-fields.tsx";
import { customerApi } from "./customer-filter.ts";

/**
 * Changes name, address and number. When somebody else saved meanwhile, nothing typed is lost: what stands there now is
 * shown beside it, and saving again decides.
 */
export function ContactDialog({ customer, children }: { customer: CustomerView; children: ReactNode }) {
  const t = useTranslations("customers.contact");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const { name, email, phone } = customer;
  const before: ContactDraft = { name, email, phone };
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(before);
  const [version, setVersion] = useState(customer.version);
  const [theirs, setTheirs] = useState<ContactDraft | null>(null);
  const { busy, problem, call, forget } = useApiCall();

  function onOpenChange(next: boolean) {
    setOpen(next);
    forget();
    setTheirs(null);
    if (!next) return;
    setDraft(before);
    setVersion(customer.version);
  }

  async function save() {
    const typed = { name: draft.name.trim(), email: draft.email.trim(), phone: draft.phone.trim() };
    const saved = await call("PATCH", customerApi(customer.id), { ...typed, version });
    if (saved.ok) {
      const at = count(fields(saved.answer.customer).version);
      toast({
        text: t("changed", { name: typed.name }),
        action: { label: common("undo"), onSelect: () => void takeBack(at) },
      });
      router.refresh();
      onOpenChange(false);
    } else if (saved.problem.code === "conflict") {
      const now = fields(fields(await callApi("GET", customerApi(customer.id)).catch(() => null)).customer);
      if (text(now.name) === "") return;
      setVersion(count(now.version));
      setTheirs({ name: text(now.name), email: text(now.email), phone: text(now.phone) });
      forget();
    }
  }

  async function takeBack(at: number) {
    const undone = await call("PATCH", customerApi(customer.id), { ...before, version: at });
    if (undone.ok) toast({ text: t("undone", { name: before.name }) });
    else setOpen(true);
    router.refresh();
  }

  return (
    <FormDialog
      trigger={children}
      title={t("title", { name })}
      open={open}
      onOpenChange={onOpenChange}
      problem={problem}
      shown={["name", "email", "phone"]}
      submit={theirs === null ? common("save") : t("saveMine")}
      busy={busy}
      blocked={draft.name.trim() === ""}
      onSubmit={() => void save()}
    >
      {theirs && (
        <ContactConflict draft={draft} theirs={theirs} onTake={(taken) => setDraft({ ...draft, ...taken })} />
      )}
      <ContactFields
        draft={draft}
        errors={problem?.errors ?? {}}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
    </FormDialog>
  );
}
