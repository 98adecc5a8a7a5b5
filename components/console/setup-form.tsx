"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { ApiProblem, callApi } from "./api.ts";
import { DeadLink } from "./dead-link.tsx";
import { signIn } from "./session-requests.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** What the API says of a link that was used, has expired or never was. */
const DEAD_LINK = new Set(["not_found", "conflict", "not_allowed", "not_signed_in"]);

/** The first admin's account, made with the one-time link `token`; then straight in. */
export function SetupForm({ token }: { token: string }) {
  const t = useTranslations("console.setup");
  const problemWords = useProblemWords();
  const fieldErrors = useFieldErrors();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const sent = new FormData(event.currentTarget);
    const value = (name: string) => String(sent.get(name) ?? "");
    const email = value("email").trim();
    const password = value("password");
    setBusy(true);
    setProblem(null);
    try {
      await callApi("POST", "/api/setup", { token, name: value("name").trim(), email, password });
    } catch (error) {
      setBusy(false);
      setProblem(
        error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" }),
      );
      return;
    }
    // The account stands either way; if signing in fails now, the sign-in page can say why.
    const outcome = await signIn(email, password);
    window.location.assign(outcome.kind === "signed_in" ? "/dashboard" : "/sign-in");
  }

  const errors = problem?.errors ?? {};
  if (problem && (DEAD_LINK.has(problem.code) || errors.token)) {
    return <DeadLink of="setup" />;
  }
  return (
    <form ref={form} method="post" onSubmit={(event) => void submit(event)} className="space-y-5">
      {problem && (
        <Alert tone="bad" role="alert">
          {problemWords(problem)}
        </Alert>
      )}
      <Field id="name" label={t("name")} error={fieldErrors(errors.name)} required>
        {(control) => <Input {...control} name="name" autoComplete="name" maxLength={120} autoFocus />}
      </Field>
      <InputField
        id="email"
        label={t("email")}
        hint={t("emailHint")}
        error={fieldErrors(errors.email)}
        required
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        maxLength={254}
      />
      <InputField
        id="password"
        label={t("password")}
        hint={t("passwordHint")}
        error={fieldErrors(errors.password)}
        required
        type="password"
        name="password"
        autoComplete="new-password"
        minLength={10}
        maxLength={200}
      />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
        {t("submit")}
      </Button>
    </form>
  );
}
