"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { callApi } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { tokenMessage } from "./embed-token.ts";

/** In the window the widget opened: "Allow", and the token goes to the frame that asked, which is a page of ours. */
export function EmbedAllow({ site, state, name }: { site: string; state: string; name: string }) {
  const t = useTranslations("talk.embed.allow");
  const [step, setStep] = useState<"ready" | "busy" | "done" | "failed" | "noOpener">("ready");

  useEffect(() => {
    if (window.opener === null) setStep("noOpener");
  }, []);

  async function allow() {
    setStep("busy");
    try {
      const answer = fields(await callApi("POST", "/api/embed/tokens", { origin: site }));
      const message = tokenMessage({
        state,
        site,
        token: text(answer.token),
        expiresAt: text(answer.expiresAt),
      });
      // Our own origin: the frame's. Whoever else opened this window gets nothing.
      window.opener?.postMessage(message, window.location.origin);
      setStep("done");
      window.close();
    } catch {
      setStep("failed");
    }
  }

  if (step === "done")
    return (
      <Alert tone="good" role="alert">
        {t("done")}
      </Alert>
    );
  if (step === "noOpener") return <Alert tone="info">{t("noOpener")}</Alert>;
  return (
    <>
      {step === "failed" && (
        <Alert tone="bad" role="alert" className="mb-5">
          {t("failed")}
        </Alert>
      )}
      <p className="mb-5 text-sm text-ink-soft">{t("as", { name })}</p>
      <div className="flex flex-col gap-3">
        <Button
          variant="primary"
          size="lg"
          busy={step === "busy"}
          className="h-auto min-h-13 py-2 whitespace-normal [overflow-wrap:anywhere]"
          onClick={() => void allow()}
        >
          {t("action", { site })}
        </Button>
        <Button variant="ghost" onClick={() => window.close()}>
          {t("cancel")}
        </Button>
      </div>
    </>
  );
}
