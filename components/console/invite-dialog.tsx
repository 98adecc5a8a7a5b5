"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import type { UserView } from "#lib/users/user-view.ts";
import { FormDialog } from "./form-dialog.tsx";
import { text } from "./json-fields.ts";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useOpenInAddress } from "./use-open-in-address.ts";
import { UserRoleFields } from "./user-role-fields.tsx";

interface Draft {
  name: string;
  email: string;
  role: UserView["role"];
  artistId: string | null;
}

const EMPTY: Draft = { name: "", email: "", role: "staff", artistId: null };

/** Makes an account and shows the one link by which its person chooses a password. Also opened by `?new=1`. */
export function InviteDialog({ artists }: { artists: { id: string; name: string }[] }) {
  const t = useTranslations("console.users");
  const router = useRouter();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useOpenInAddress("new");
  const [draft, setDraft] = useState(EMPTY);
  const [link, setLink] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();
  const errors = problem?.errors ?? {};

  function onOpenChange(next: boolean) {
    setOpen(next);
    if (next) return;
    setLink(null);
    setDraft(EMPTY);
    forget();
  }

  async function invite() {
    const { name, email, role, artistId } = draft;
    const invited = await call("POST", "/api/admin/users", {
      name: name.trim(),
      email: email.trim(),
      role,
      ...(role === "artist" ? { artistId } : {}),
    });
    if (!invited.ok) return;
    setLink(text(invited.answer.inviteUrl));
    router.refresh();
  }

  return (
    <FormDialog
      trigger={
        <Button>
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      }
      title={link === null ? t("invite") : t("invitedTitle", { name: draft.name })}
      description={t("inviteText")}
      open={open}
      onOpenChange={onOpenChange}
      problem={problem}
      shown={["name", "email", "role", "artistId"]}
      submit={t("inviteSubmit")}
      busy={busy}
      onSubmit={() => void invite()}
      secret={
        link === null
          ? null
          : { label: t("inviteLink"), hint: t("inviteLinkHint", { email: draft.email }), value: link }
      }
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        error={fieldErrors(errors.name)}
        required
        autoFocus
        autoComplete="off"
        maxLength={120}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <InputField
        id={`${id}-email`}
        label={t("email")}
        error={fieldErrors(errors.email)}
        required
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        maxLength={254}
        value={draft.email}
        onChange={(event) => setDraft({ ...draft, email: event.target.value })}
      />
      <UserRoleFields
        role={draft.role}
        artistId={draft.artistId}
        artists={artists}
        errors={errors}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
    </FormDialog>
  );
}
