"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { TokenView } from "#lib/users/token-view.ts";
import { FormDialog } from "./form-dialog.tsx";
import { useApiCall } from "./use-api-call.ts";

/** Ends a token. Its secret is kept nowhere, so this cannot be undone and asks first. */
export function RevokeTokenDialog({ token }: { token: Pick<TokenView, "id" | "name"> }) {
  const t = useTranslations("console.tokens");
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const { busy, problem, call, forget } = useApiCall();

  async function revoke() {
    const revoked = await call("DELETE", `/api/admin/tokens?id=${encodeURIComponent(token.id)}`);
    if (!revoked.ok) return;
    setOpen(false);
    toast({ text: t("revoked", { name: token.name }) });
    router.refresh();
  }

  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={t("revokeNamed", { name: token.name })}>
          {t("revoke")}
        </Button>
      }
      title={t("revokeTitle", { name: token.name })}
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
