"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ContactDraft } from "./contact-fields.tsx";

const contactFields = ["name", "email", "phone"] as const;

/** Somebody else saved while this was being typed: what stands there now, field by field, with a choice each. */
export function ContactConflict({
  draft,
  theirs,
  onTake,
}: {
  draft: ContactDraft;
  theirs: ContactDraft;
  onTake: (taken: Partial<ContactDraft>) => void;
}) {
  const t = useTranslations("customers.contact");
  const differing = contactFields.filter((field) => draft[field].trim() !== theirs[field]);
  return (
    <Alert tone="warn" role="alert" title={t("conflictTitle")}>
      <p>{t(differing.length === 0 ? "conflictSame" : "conflict")}</p>
      {differing.length > 0 && (
        <ul className="mt-3 space-y-2">
          {differing.map((field) => (
            <li key={field} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <div className="min-w-0">
                <p className="text-sm text-ink-soft">{t("nowThere", { field: t(field) })}</p>
                <p className="font-medium break-words">{theirs[field] || t("nothing")}</p>
              </div>
              <Button
                size="sm"
                aria-label={t("takeNamed", { field: t(field) })}
                onClick={() => onTake({ [field]: theirs[field] })}
              >
                {t("take")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
