"use client";

import { Archive, PencilLine, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useOpenInAddress } from "#components/console/use-open-in-address.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ConsentFormView } from "#lib/consents/list-consent-forms.ts";
import { ConsentFormDialog } from "./consent-form-dialog.tsx";

interface Example {
  title: string;
  body: string;
}

/** The sheet for one form more, also opened by `?new=1`. */
export function NewConsentForm({ example }: { example: Example }) {
  const t = useTranslations("consent.admin");
  const [open, setOpen] = useOpenInAddress("new");
  return (
    <ConsentFormDialog
      form={null}
      example={example}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Plus aria-hidden />
          {t("new")}
        </Button>
      }
    />
  );
}

/** Every form with where it is asked for and how often it was signed. */
export function ConsentFormRows({ forms, example }: { forms: ConsentFormView[]; example: Example }) {
  const t = useTranslations("consent.admin");
  return (
    <ul aria-label={t("title")} className="divide-y rounded-md border bg-raised">
      {forms.map((form) => (
        <li
          key={form.id}
          className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3.5 sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-64 leading-snug">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="font-display text-base font-semibold break-words">{form.title}</h2>
              {!form.active && (
                <StatusBadge tone="neutral" icon={Archive}>
                  {t("archived")}
                </StatusBadge>
              )}
            </div>
            <p className="text-sm text-ink-soft">
              {[
                form.minimumAge === null ? t("anyAge") : t("age", { age: form.minimumAge }),
                t("services", { count: form.services }),
                t("signedTimes", { count: form.signed }),
              ].join(" · ")}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <ArchiveButton form={form} />
            <EditForm form={form} example={example} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function EditForm({ form, example }: { form: ConsentFormView; example: Example }) {
  const t = useTranslations("consent.admin");
  const [open, setOpen] = useState(false);
  return (
    <ConsentFormDialog
      form={form}
      example={example}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" aria-label={t("editNamed", { title: form.title })}>
          <PencilLine aria-hidden />
          {t("edit")}
        </Button>
      }
    />
  );
}

function ArchiveButton({ form }: { form: ConsentFormView }) {
  const t = useTranslations("consent.admin");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, call } = useApiCall();

  async function turn(active: boolean, isUndo = false) {
    const path = `/api/admin/consent-forms/${encodeURIComponent(form.id)}`;
    const turned = await call("PATCH", path, { active });
    if (!turned.ok) return toast({ text: problemWords(turned.problem), tone: "bad", durationMs: 10_000 });
    toast({
      text: t(active ? "restoredToast" : "archivedToast", { title: form.title }),
      ...(isUndo ? {} : { action: { label: common("undo"), onSelect: () => void turn(!active, true) } }),
    });
    router.refresh();
  }

  return (
    <Button size="sm" variant="ghost" busy={busy} onClick={() => void turn(!form.active)}>
      {t(form.active ? "archive" : "restore")}
    </Button>
  );
}
