"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { UserView } from "#lib/users/user-view.ts";
import { FormDialog } from "./form-dialog.tsx";
import { text } from "./json-fields.ts";
import { useApiCall } from "./use-api-call.ts";

/** Makes a link by which somebody chooses a new password, and shows it once. `children` is the button that opens it. */
export function ResetLinkDialog({ user, children }: { user: UserView; children: ReactNode }) {
  const t = useTranslations("console.users");
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();

  async function make() {
    const made = await call("POST", `/api/admin/users/${encodeURIComponent(user.id)}/reset`);
    if (made.ok) setLink(text(made.answer.resetUrl));
  }

  return (
    <FormDialog
      trigger={children}
      title={t("resetTitle", { name: user.name })}
      description={t("resetText")}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setLink(null);
        forget();
      }}
      problem={problem}
      submit={t("resetSubmit")}
      busy={busy}
      onSubmit={() => void make()}
      secret={
        link === null
          ? null
          : { label: t("resetLink"), hint: t("inviteLinkHint", { email: user.email }), value: link }
      }
    />
  );
}
