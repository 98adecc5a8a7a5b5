"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { InputField } from "#components/ui/input-field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { UserView } from "#lib/users/user-view.ts";
import { FormDialog } from "./form-dialog.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { UserRoleFields } from "./user-role-fields.tsx";

/** Changes somebody's name, role and artist; the toast can take it back. `children` is the button that opens it. */
export function UserDialog({
  user,
  artists,
  children,
}: {
  user: UserView;
  artists: { id: string; name: string }[];
  children: ReactNode;
}) {
  const t = useTranslations("console.users");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const before = { name: user.name, role: user.role, artistId: user.artistId };
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(before);
  const { busy, problem, call, forget } = useApiCall();
  const path = `/api/admin/users/${encodeURIComponent(user.id)}`;

  function onOpenChange(next: boolean) {
    setOpen(next);
    forget();
    if (next) setDraft(before);
  }

  async function save() {
    const saved = await call("PATCH", path, { ...draft, name: draft.name.trim() });
    if (!saved.ok) return;
    toast({
      text: t("changed", { name: draft.name.trim() }),
      action: { label: common("undo"), onSelect: () => void takeBack() },
    });
    router.refresh();
    setOpen(false);
  }

  async function takeBack() {
    const undone = await call("PATCH", path, before);
    if (!undone.ok) return setOpen(true);
    toast({ text: t("undone", { name: before.name }) });
    router.refresh();
  }

  return (
    <FormDialog
      trigger={children}
      title={t("editTitle", { name: user.name })}
      description={user.email}
      open={open}
      onOpenChange={onOpenChange}
      problem={problem}
      shown={["name", "role", "artistId"]}
      submit={common("save")}
      busy={busy}
      blocked={draft.name.trim() === ""}
      onSubmit={() => void save()}
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        error={fieldErrors(problem?.errors.name)}
        required
        autoComplete="off"
        maxLength={120}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <UserRoleFields
        role={draft.role}
        artistId={draft.artistId}
        artists={artists}
        errors={problem?.errors ?? {}}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
    </FormDialog>
  );
}
