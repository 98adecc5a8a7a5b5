"use client";

import { KeyRound, PencilLine, Send, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { count, fields, text, textOrNull } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { WebhookView } from "#lib/webhooks/webhook-view.ts";
import { RenewSecretDialog } from "./renew-secret-dialog.tsx";
import { useCallWords } from "./use-call-words.ts";
import { WebhookFormDialog } from "./webhook-form-dialog.tsx";

/** What can be done with a webhook: try it out, switch it, change it, a new secret, delete it with a way back. */
export function WebhookActions({ webhook }: { webhook: WebhookView }) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const callWords = useCallWords();
  const [editing, setEditing] = useState(false);
  const test = useApiCall();
  const change = useApiCall();
  const { id, name, active } = webhook;
  const path = `/api/admin/webhooks/${encodeURIComponent(id)}`;
  const complain = (problem: unknown) =>
    toast({ text: problemWords(problem), tone: "bad", durationMs: 10_000 });

  async function sendTest() {
    const sent = await test.call("POST", `${path}/test`);
    if (!sent.ok) return complain(sent.problem);
    const delivery = fields(sent.answer.delivery);
    const status = count(delivery.status);
    if (delivery.state === "delivered")
      toast({ text: t("testArrived", { status, ms: count(delivery.durationMs) }), tone: "good" });
    else {
      const cause = callWords(textOrNull(delivery.error), status || null);
      toast({ text: t("testFailed", { cause }), tone: "bad", durationMs: 12_000 });
    }
    router.refresh();
  }

  async function turn(next: boolean, isUndo = false) {
    const turned = await change.call("PATCH", path, { active: next });
    if (!turned.ok) return complain(turned.problem);
    toast({
      text: t(next ? "turnedOn" : "turnedOff", { name }),
      ...(isUndo ? {} : { action: { label: common("undo"), onSelect: () => void turn(!next, true) } }),
    });
    router.refresh();
  }

  async function remove() {
    const removed = await change.call("DELETE", path);
    if (!removed.ok) return complain(removed.problem);
    const undo = text(removed.answer.undo);
    toast({
      text: t("deleted", { name }),
      action: { label: common("undo"), onSelect: () => void restore(undo) },
      durationMs: 15_000,
    });
    router.push("/admin/webhooks");
    router.refresh();
  }

  async function restore(undo: string) {
    const restored = await change.call("POST", "/api/admin/webhooks/restore", { undo });
    if (!restored.ok) return complain(restored.problem);
    toast({ text: t("restored", { name }) });
    router.refresh();
  }

  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" busy={test.busy} onClick={() => void sendTest()}>
        <Send aria-hidden />
        {t("test")}
      </Button>
      <WebhookFormDialog webhook={webhook} open={editing} onOpenChange={setEditing}>
        <Button>
          <PencilLine aria-hidden />
          {t("edit")}
        </Button>
      </WebhookFormDialog>
      <RenewSecretDialog webhook={webhook}>
        <Button>
          <KeyRound aria-hidden />
          {t("renew")}
        </Button>
      </RenewSecretDialog>
      <Button busy={change.busy} onClick={() => void turn(!active)}>
        {t(active ? "turnOff" : "turnOn")}
      </Button>
      <Button variant="ghost" busy={change.busy} onClick={() => void remove()}>
        <Trash2 aria-hidden />
        {t("delete")}
      </Button>
    </div>
  );
}
