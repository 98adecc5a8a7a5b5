"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { type SignInOutcome, signIn } from "./session-requests.ts";

/**
 * E-mail and password. Without JavaScript it is next-auth's own form, once its CSRF token is known; the link to
 * `/sign-in/plain` gets one.
 */
export function SignInForm({
  next,
  csrfToken,
  refusal,
}: {
  /** A path of ours, already checked. */
  next: string;
  csrfToken: string | null;
  /** Why an attempt without JavaScript was sent back. */
  refusal: "refused" | "too_many" | "failed" | null;
}) {
  const t = useTranslations("console.signIn");
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<SignInOutcome | null>(startingOutcome(refusal));
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setOutcome(null);
    const answer = await signIn(String(form.get("email") ?? "").trim(), String(form.get("password") ?? ""));
    if (answer.kind === "signed_in") {
      // A full load: everything behind the door is rendered anew for whoever has come in.
      window.location.assign(next);
      return;
    }
    setBusy(false);
    setOutcome(answer);
    password.current?.select();
  }

  return (
    <>
      {csrfToken === null && (
        <noscript>
          <Alert tone="info" className="mb-5">
            {t("noScript")}{" "}
            <a
              href={`/sign-in/plain?next=${encodeURIComponent(next)}`}
              className="font-medium text-accent-text underline underline-offset-4"
            >
              {t("noScriptLink")}
            </a>
          </Alert>
        </noscript>
      )}
      <form
        method="post"
        action="/api/auth/callback/credentials"
        onSubmit={(event) => void submit(event)}
        className="space-y-5"
      >
        {csrfToken !== null && <input type="hidden" name="csrfToken" value={csrfToken} />}
        <input type="hidden" name="callbackUrl" value={next} />
        {outcome && outcome.kind !== "signed_in" && (
          <Alert tone={outcome.kind === "too_many" ? "warn" : "bad"} role="alert">
            {outcome.kind === "too_many"
              ? outcome.minutes === null
                ? t("tooMany")
                : t("tooManyMinutes", { minutes: outcome.minutes })
              : t(outcome.kind)}
          </Alert>
        )}
        <InputField
          id="email"
          label={t("email")}
          required
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <InputField
          id="password"
          label={t("password")}
          required
          ref={password}
          type="password"
          name="password"
          autoComplete="current-password"
        />
        <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
          {t("submit")}
        </Button>
      </form>
      <p className="mt-6 text-sm text-ink-soft">{t("forgotten")}</p>
    </>
  );
}

function startingOutcome(refusal: "refused" | "too_many" | "failed" | null): SignInOutcome | null {
  if (refusal === null) return null;
  return refusal === "too_many" ? { kind: refusal, minutes: null } : { kind: refusal };
}
