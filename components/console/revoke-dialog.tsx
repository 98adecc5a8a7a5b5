"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { useApiCall } from "./use-api-call.ts";

/**
 * Ends a token. Its secret is kept nowhere, so this cannot be undone and asks first.
 * @param path what DELETE is sent to
 */
export function RevokeDialog({
  name,
  path,
  words,
}: {
  name: string;
  path: string;
  words: "console.tokens" | "admin-messenger.tokens";
}) {
  const t = useTranslations(words);
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const { busy, problem, call, forget } = useApiCall();

  async function revoke() {
    const revoked = await call("DELETE", path);
    if (!revoked.ok) return;
    setOpen(false);
    toast({ text: t("revokedNamed", { name }) });
    router.refresh();
  }

  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={t("revokeNamed", { name })}>
          {t("revoke")}
        </Button>
      }
      title={t("revokeTitle", { name })}
      description={t("revokeText")}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        forget();
      }}
      problem={problem}
      leave={t("keep")}
      submit={t("revokeSubmit")}
      tone="danger"
      busy={busy}
      onSubmit={() => void revoke()}
    />
  );
}
