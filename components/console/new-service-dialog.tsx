"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { ServiceChoices } from "./service-draft.ts";
import { ServiceForm } from "./service-form.tsx";
import { useOpenInAddress } from "./use-open-in-address.ts";

/** The sheet for one service more, also opened by `?new=1`. */
export function NewServiceDialog({ choices }: { choices: ServiceChoices }) {
  const t = useTranslations("console.services");
  const common = useTranslations("common");
  const [open, setOpen] = useOpenInAddress("new");
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          {t("new")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("new")} closeLabel={common("close")} className="sm:max-w-2xl">
        <ServiceForm service={null} choices={choices} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
