"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { text } from "./json-fields.ts";
import { OneTimeSecret } from "./one-time-secret.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useOpenInAddress } from "./use-open-in-address.ts";

/** Makes an API token for oneself and shows its secret this once. Also opened by `?new=1`. */
export function NewTokenDialog() {
  const t = useTranslations("console.tokens");
  const common = useTranslations("common");
  const router = useRouter();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useOpenInAddress("new");
  const [name, setName] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();

  function onOpenChange(next: boolean) {
    setOpen(next);
    if (next) return;
    setName("");
    setSecret(null);
    forget();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const made = await call("POST", "/api/admin/tokens", { name: name.trim() });
    if (!made.ok) return;
    setSecret(text(made.answer.secret));
    router.refresh();
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          {t("new")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={secret === null ? t("new") : t("madeTitle", { name })}
        description={secret === null ? t("newText") : undefined}
        closeLabel={common("close")}
      >
        {secret === null ? (
          <form onSubmit={(event) => void submit(event)} className="space-y-5">
            <ProblemAlert problem={problem} shown={["name"]} />
            <Field
              id={`${id}-name`}
              label={t("name")}
              hint={t("nameHint")}
              error={fieldErrors(problem?.errors.name)}
              required
            >
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  autoComplete="off"
                  maxLength={120}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="ghost">{common("cancel")}</Button>
              </DialogClose>
              <Button type="submit" variant="primary" busy={busy} disabled={name.trim() === ""}>
                {t("make")}
              </Button>
            </DialogFooter>
          </form>
        ) : (
          <>
            <OneTimeSecret label={t("secret")} hint={t("secretHint")} value={secret} />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="primary">{t("done")}</Button>
              </DialogClose>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
