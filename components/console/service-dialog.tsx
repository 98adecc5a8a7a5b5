"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { ServiceView } from "#lib/services/service-view.ts";
import type { ServiceChoices } from "./service-draft.ts";
import { ServiceForm } from "./service-form.tsx";

/** The sheet to change a service. `children` is the button that opens it. */
export function ServiceDialog({
  service,
  choices,
  children,
}: {
  service: ServiceView;
  choices: ServiceChoices;
  children: ReactNode;
}) {
  const t = useTranslations("console.services");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent
        title={t("editTitle", { service: service.name })}
        closeLabel={common("close")}
        className="sm:max-w-2xl"
      >
        <ServiceForm service={service} choices={choices} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
