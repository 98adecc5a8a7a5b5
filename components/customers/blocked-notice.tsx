"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { useUnblock } from "./use-unblock.ts";

/** That somebody cannot book by themselves, and why; nothing where they can. */
export function BlockedNotice({
  customer: { id, name, blockedAt, blockedReason: reason, allowed },
}: {
  customer: Pick<CustomerView, "id" | "name" | "blockedAt" | "blockedReason" | "allowed">;
}) {
  const t = useTranslations("rules.customer");
  const { busy, unblock } = useUnblock({ id, name, reason });
  if (blockedAt === null) return null;
  return (
    <Alert
      tone="bad"
      className="mt-4"
      title={t("blockedTitle")}
      action={
        allowed.block && (
          <Button size="sm" busy={busy} onClick={() => void unblock()}>
            {t("unblock")}
          </Button>
        )
      }
    >
      <p>{t("blockedText", { name })}</p>
      {reason && <p className="break-words">{t("blockedReason", { reason })}</p>}
    </Alert>
  );
}
