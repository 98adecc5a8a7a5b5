"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";

/** Somebody else saved or deleted the note while it was being changed here. `theirs` is null where it is gone. */
export function NoteConflict({ theirs }: { theirs: string | null }) {
  const t = useTranslations("customers.notes");
  if (theirs === null)
    return (
      <Alert tone="warn" role="alert" title={t("goneTitle")}>
        {t("gone")}
      </Alert>
    );
  return (
    <Alert tone="warn" role="alert" title={t("conflictTitle")}>
      <p>{t("conflict")}</p>
      <blockquote className="mt-2 border-l-2 border-line-strong pl-3 break-words whitespace-pre-wrap">
        {theirs}
      </blockquote>
    </Alert>
  );
}
