"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { DeadLink } from "./dead-link.tsx";
import { text } from "./json-fields.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { signIn } from "./session-requests.ts";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";

/** What the API says of a link that was used, has run out or never was. */
const DEAD_LINK = new Set(["not_found", "not_allowed", "not_signed_in", "conflict"]);

/** Choosing one's own password by the one-time link `token`; then straight in. */
export function InviteForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("console.invite");
  const fieldErrors = useFieldErrors();
  const [entering, setEntering] = useState(false);
  const { busy, problem, call } = useApiCall();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || entering) return;
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    const accepted = await call("POST", "/api/invite", { token, password });
    if (!accepted.ok) return;
    setEntering(true);
    // The password stands either way; if signing in fails now, the sign-in page can say why.
    const outcome = await signIn(text(accepted.answer.email), password);
    window.location.assign(outcome.kind === "signed_in" ? "/dashboard" : "/sign-in");
  }

  if (problem && (DEAD_LINK.has(problem.code) || problem.errors.token)) return <DeadLink of="invite" />;
  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-5">
      <ProblemAlert problem={problem} shown={["password"]} />
      {/* So that a password manager keeps the password with the right account. */}
      <InputField
        id="email"
        label={t("email")}
        hint={t("emailHint")}
        type="email"
        name="email"
        autoComplete="username"
        readOnly
        value={email}
      />
      <InputField
        id="password"
        label={t("password")}
        hint={t("passwordHint")}
        error={fieldErrors(problem?.errors.password)}
        required
        autoFocus
        type="password"
        name="password"
        autoComplete="new-password"
        minLength={10}
        maxLength={200}
      />
      <Button type="submit" variant="primary" size="lg" busy={busy || entering} className="w-full">
        {t("submit")}
      </Button>
    </form>
  );
}
