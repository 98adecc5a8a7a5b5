"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";
import type { UserView } from "#lib/users/user-view.ts";
import { text } from "./json-fields.ts";
import { OneTimeSecret } from "./one-time-secret.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { useApiCall } from "./use-api-call.ts";

/** Makes a link by which somebody chooses a new password, and shows it once. `children` is the button that opens it. */
export function ResetLinkDialog({ user, children }: { user: UserView; children: ReactNode }) {
  const t = useTranslations("console.users");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();

  function onOpenChange(next: boolean) {
    setOpen(next);
    setLink(null);
    forget();
  }

  async function make() {
    const made = await call("POST", `/api/admin/users/${encodeURIComponent(user.id)}/reset`);
    if (made.ok) setLink(text(made.answer.resetUrl));
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent
        title={t("resetTitle", { name: user.name })}
        description={link === null ? t("resetText") : undefined}
        closeLabel={common("close")}
      >
        <ProblemAlert problem={problem} className="mb-4" />
        {link !== null && (
          <OneTimeSecret
            label={t("resetLink")}
            hint={t("inviteLinkHint", { email: user.email })}
            value={link}
          />
        )}
        <DialogFooter>
          {link === null ? (
            <>
              <DialogClose asChild>
                <Button variant="ghost">{common("cancel")}</Button>
              </DialogClose>
              <Button variant="primary" busy={busy} onClick={() => void make()}>
                {t("resetSubmit")}
              </Button>
            </>
          ) : (
            <DialogClose asChild>
              <Button variant="primary">{t("done")}</Button>
            </DialogClose>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
