"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOpenInAddress } from "#components/console/use-open-in-address.ts";
import { Button } from "#components/ui/button.tsx";
import { WebhookFormDialog } from "./webhook-form-dialog.tsx";

/** The button that sets up another webhook. Also opened by `?new=1`. */
export function NewWebhook() {
  const t = useTranslations("webhooks");
  const [open, setOpen] = useOpenInAddress("new");
  return (
    <WebhookFormDialog open={open} onOpenChange={setOpen}>
      <Button>
        <Plus aria-hidden />
        {t("new")}
      </Button>
    </WebhookFormDialog>
  );
}
