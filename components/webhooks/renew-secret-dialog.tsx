"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import type { WebhookView } from "#lib/webhooks/webhook-view.ts";

/** Makes a fresh secret and shows it once. `children` is the button that opens it. */
export function RenewSecretDialog({
  webhook,
  children,
}: {
  webhook: Pick<WebhookView, "id" | "name">;
  children: ReactNode;
}) {
  const t = useTranslations("webhooks");
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();

  async function renew() {
    const renewed = await call("POST", `/api/admin/webhooks/${encodeURIComponent(webhook.id)}/secret`);
    if (renewed.ok) setSecret(text(renewed.answer.secret));
  }

  return (
    <FormDialog
      trigger={children}
      title={t("renewTitle", { name: webhook.name })}
      description={t("renewText")}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setSecret(null);
        forget();
      }}
      problem={problem}
      submit={t("renewSubmit")}
      busy={busy}
      onSubmit={() => void renew()}
      secret={secret === null ? null : { label: t("secret"), hint: t("secretHint"), value: secret }}
    />
  );
}
