"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { useOpenInAddress } from "#components/console/use-open-in-address.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { SERVICE_SCOPES, type ServiceScope } from "#lib/messenger/service-scopes.ts";

const USUAL: readonly ServiceScope[] = ["notifications:send", "notifications:read"];

/** Makes a token for another application and shows it this once. Also opened by `?new=1`. */
export function NewServiceToken() {
  const t = useTranslations("admin-messenger.tokens");
  const router = useRouter();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useOpenInAddress("new");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState(USUAL);
  const [token, setToken] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();

  function onOpenChange(next: boolean) {
    setOpen(next);
    if (next) return;
    setName("");
    setScopes(USUAL);
    setToken(null);
    forget();
  }

  async function make() {
    const made = await call("POST", "/api/v1/admin/tokens", { name: name.trim(), scopes });
    if (!made.ok) return;
    setToken(text(made.answer.token));
    router.refresh();
  }

  const nameTaken = problem?.code === "name_taken" ? [t("nameTaken")] : undefined;
  return (
    <FormDialog
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t("new")}
        </Button>
      }
      title={token === null ? t("new") : t("madeTitle", { name: name.trim() })}
      description={t("newText")}
      open={open}
      onOpenChange={onOpenChange}
      problem={nameTaken ? null : problem}
      shown={["name"]}
      submit={t("make")}
      busy={busy}
      blocked={name.trim() === "" || scopes.length === 0}
      onSubmit={() => void make()}
      secret={token === null ? null : { label: t("token"), hint: t("tokenHint"), value: token }}
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        hint={t("nameHint")}
        error={nameTaken ?? fieldErrors(problem?.errors.name)}
        required
        autoFocus
        autoComplete="off"
        maxLength={100}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          if (problem) forget();
        }}
      />
      <fieldset>
        <legend className="font-medium">{t("scopes")}</legend>
        {SERVICE_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            className="flex"
            label={t(`scope.${scope.replace(":", "_")}`)}
            checked={scopes.includes(scope)}
            onChange={({ target: { checked } }) =>
              setScopes(SERVICE_SCOPES.filter((one) => (one === scope ? checked : scopes.includes(one))))
            }
          />
        ))}
        <p role="status" className="text-sm text-bad empty:hidden">
          {scopes.length === 0 && t("chooseOne")}
        </p>
      </fieldset>
    </FormDialog>
  );
}
