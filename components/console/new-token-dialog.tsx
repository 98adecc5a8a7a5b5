"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { FIRST_CHOICE, scopesOfChoice } from "#lib/users/scope-choice.ts";
import { FormDialog } from "./form-dialog.tsx";
import { text } from "./json-fields.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useOpenInAddress } from "./use-open-in-address.ts";

/** Makes an API token for oneself and shows its secret this once. Also opened by `?new=1`. */
export function NewTokenDialog() {
  const t = useTranslations("console.tokens");
  const router = useRouter();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useOpenInAddress("new");
  const [name, setName] = useState("");
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();

  function onOpenChange(next: boolean) {
    setOpen(next);
    if (next) return;
    setName("");
    setChoice(FIRST_CHOICE);
    setSecret(null);
    forget();
  }

  async function make() {
    const made = await call("POST", "/api/admin/tokens", {
      name: name.trim(),
      scopes: scopesOfChoice(choice),
    });
    if (!made.ok) return;
    setSecret(text(made.answer.secret));
    router.refresh();
  }

  return (
    <FormDialog
      trigger={
        <Button>
          <Plus aria-hidden />
          {t("new")}
        </Button>
      }
      title={secret === null ? t("new") : t("madeTitle", { name })}
      description={t("newText")}
      open={open}
      onOpenChange={onOpenChange}
      problem={problem}
      shown={["name"]}
      submit={t("make")}
      busy={busy}
      blocked={name.trim() === "" || scopesOfChoice(choice)?.length === 0}
      onSubmit={() => void make()}
      secret={secret === null ? null : { label: t("secret"), hint: t("secretHint"), value: secret }}
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        hint={t("nameHint")}
        error={fieldErrors(problem?.errors.name)}
        required
        autoFocus
        autoComplete="off"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <ScopeFields choice={choice} onChange={setChoice} />
    </FormDialog>
  );
}
