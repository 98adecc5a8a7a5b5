"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { AdminUserJson } from "#lib/messenger/room-json.ts";
import { changeOf, ROLES } from "./change-of.ts";

/** What an admin says about somebody: whether they come in, in which role, and whether with a client of their own. */
export function PersonDialog({ person, isOwn }: { person: AdminUserJson; isOwn: boolean }) {
  const t = useTranslations("admin-messenger.people");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(person);
  const { busy, problem, call, forget } = useApiCall();
  const name = person.display_name;
  const path = `/api/v1/admin/users/${encodeURIComponent(person.hub_user_id)}`;

  async function save() {
    const change = changeOf(person, draft);
    if (change === null) return setOpen(false);
    const saved = await call("PATCH", path, change);
    if (!saved.ok) return;
    setOpen(false);
    const back = changeOf(draft, person);
    toast({
      text: t("saved", { name }),
      action: { label: common("undo"), onSelect: () => void undo(back) },
    });
    router.refresh();
  }

  async function undo(back: ReturnType<typeof changeOf>) {
    const undone = await call("PATCH", path, back ?? {});
    toast(undone.ok ? { text: t("undone", { name }) } : { text: t("undoFailed"), tone: "bad" });
    router.refresh();
  }

  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={t("changeNamed", { name })}>
          {t("change")}
        </Button>
      }
      title={name}
      description={person.of_studio ? t("ofStudioText") : t("ofHubText")}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(person);
        forget();
      }}
      problem={problem}
      submit={t("save")}
      busy={busy}
      onSubmit={() => void save()}
    >
      {!person.of_studio && (
        <Field id={`${id}-role`} label={t("roleLabel")} hint={t("roleHint")}>
          {(control) => (
            <Select
              {...control}
              value={draft.role}
              onChange={({ target: { value } }) =>
                setDraft({ ...draft, role: ROLES.find((role) => role === value) ?? draft.role })
              }
            >
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {t(`role.${role}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <div>
        {!isOwn && (
          <Checkbox
            className="flex"
            label={t("active")}
            hint={t("activeHint")}
            checked={draft.active}
            onChange={({ target: { checked } }) => setDraft({ ...draft, active: checked })}
          />
        )}
        <Checkbox
          className="flex"
          label={t("externalLabel")}
          hint={t("externalHint")}
          checked={draft.external_client_enabled}
          onChange={({ target: { checked } }) => setDraft({ ...draft, external_client_enabled: checked })}
        />
      </div>
    </FormDialog>
  );
}
