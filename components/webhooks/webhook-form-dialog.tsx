"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { InputField } from "#components/ui/input-field.tsx";
import { EVERY_EVENT, WEBHOOK_EVENTS } from "#lib/core/webhook-events.ts";
import type { WebhookView } from "#lib/webhooks/webhook-view.ts";
import { EventFields } from "./event-fields.tsx";

const NEW = { name: "", url: "", events: [EVERY_EVENT] as string[] };

/** Sets a webhook up and shows its secret this once, or changes one. `children` is the button that opens it. */
export function WebhookFormDialog({
  webhook,
  open,
  onOpenChange,
  children,
}: {
  /** The one to change; a new one without. */
  webhook?: Pick<WebhookView, "id" | "name" | "url" | "events">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [draft, setDraft] = useState({ ...NEW, ...webhook });
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, problem, call, forget } = useApiCall();
  const { name, url, events } = draft;

  function turn(next: boolean) {
    onOpenChange(next);
    setDraft({ ...NEW, ...webhook });
    setSecret(null);
    forget();
  }

  async function send() {
    const input = { name: name.trim(), url: url.trim(), events };
    const sent = webhook
      ? await call("PATCH", `/api/admin/webhooks/${encodeURIComponent(webhook.id)}`, input)
      : await call("POST", "/api/admin/webhooks", input);
    if (!sent.ok) return;
    if (webhook) onOpenChange(false);
    else setSecret(text(sent.answer.secret));
    router.refresh();
  }

  const urlErrors = problem?.errors.url?.map((key) => (key === "web_address" ? t("urlError") : key));
  return (
    <FormDialog
      trigger={children}
      title={
        secret !== null
          ? t("madeTitle", { name })
          : webhook
            ? t("editTitle", { name: webhook.name })
            : t("new")
      }
      description={webhook ? undefined : t("newText")}
      open={open}
      onOpenChange={turn}
      problem={problem}
      shown={["name", "url", "events"]}
      submit={t(webhook ? "save" : "create")}
      busy={busy}
      blocked={name.trim() === "" || url.trim() === "" || events.length === 0}
      onSubmit={() => void send()}
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
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <InputField
        id={`${id}-url`}
        label={t("url")}
        hint={t("urlHint")}
        error={fieldErrors(urlErrors)}
        required
        type="text"
        inputMode="url"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        placeholder="https://"
        value={url}
        onChange={(event) => setDraft({ ...draft, url: event.target.value })}
      />
      <EventFields
        events={events}
        all={WEBHOOK_EVENTS}
        onChange={(chosen) => setDraft({ ...draft, events: chosen })}
      />
    </FormDialog>
  );
}
