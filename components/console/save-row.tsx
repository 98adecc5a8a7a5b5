"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** Save and take back, which are the next thing to do only once something has been changed. */
export function SaveRow({
  dirty,
  busy,
  blocked = false,
  label,
  onReset,
}: {
  dirty: boolean;
  busy: boolean;
  /** Something in the form has to be put right first. */
  blocked?: boolean;
  /** What is saved, for those who hear the buttons without the heading. */
  label: string;
  onReset: () => void;
}) {
  const t = useTranslations("console.form");
  const common = useTranslations("common");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        type="submit"
        size="sm"
        variant={dirty ? "primary" : "secondary"}
        busy={busy}
        disabled={!dirty || blocked}
        aria-label={t("saveNamed", { what: label })}
      >
        {common("save")}
      </Button>
      {dirty && !busy && (
        <Button size="sm" variant="ghost" onClick={onReset} aria-label={t("discardNamed", { what: label })}>
          {t("discard")}
        </Button>
      )}
    </div>
  );
}
