"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConsoleStep } from "#components/inquiries/use-console-step.ts";
import { Button } from "#components/ui/button.tsx";

/** Takes somebody off the waitlist, with the way to put them back where they stood. */
export function RemoveEntryButton({ id, name }: { id: string; name: string }) {
  const t = useTranslations("inquiry.staff.waitlist");
  const common = useTranslations("common");
  const { busy, step } = useConsoleStep();
  const path = `/api/waitlist/${encodeURIComponent(id)}`;
  const restore = () => void step("POST", `${path}/restore`, {}, t("restored", { name }));
  return (
    <Button
      size="sm"
      variant="ghost"
      busy={busy}
      aria-label={t("removeNamed", { name })}
      onClick={() =>
        void step("DELETE", path, undefined, t("removed", { name }), {
          label: common("undo"),
          onSelect: restore,
        })
      }
    >
      {!busy && <X aria-hidden />}
      {t("remove")}
    </Button>
  );
}
