"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { ServiceView } from "#lib/services/service-view.ts";
import { ServiceForm } from "./service-form.tsx";

/** The sheet to change a service. `children` is the button that opens it. */
export function ServiceDialog({
  service,
  artists,
  children,
}: {
  service: ServiceView;
  artists: { id: string; name: string }[];
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
        <ServiceForm service={service} artists={artists} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
