"use client";

import { SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ApiProblem } from "#components/console/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

/** One line, sent with Enter, given up with Escape. What was not sent stays in the field. */
export function ReplyForm({
  name,
  onReply,
  onClose,
}: {
  name: string;
  onReply: (message: string) => Promise<void>;
  onClose: () => void;
}) {
  const t = useTranslations("talk.room");
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<"notSent" | "notSentOffline" | "notSentRefused" | null>(null);
  const problemId = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const message = words.trim();
    if (busy || message === "") return;
    setBusy(true);
    setProblem(null);
    try {
      await onReply(message);
      onClose();
    } catch (error) {
      setProblem(problemKey(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-2.5">
      <div className="flex gap-2">
        <Input
          // The person has just asked to write here.
          autoFocus
          value={words}
          readOnly={busy}
          maxLength={4000}
          autoComplete="off"
          enterKeyHint="send"
          aria-label={t("message", { name })}
          aria-describedby={problem ? problemId : undefined}
          aria-invalid={problem ? true : undefined}
          placeholder={t("placeholder")}
          className="h-9 min-w-0 flex-1 text-sm"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onClose()}
        />
        <Button type="submit" size="icon-sm" busy={busy} label={t("send")}>
          {!busy && <SendHorizontal aria-hidden />}
        </Button>
      </div>
      {problem && (
        <p id={problemId} role="alert" className="mt-1.5 text-sm text-bad">
          {t(problem)}
        </p>
      )}
    </form>
  );
}

function problemKey(error: unknown): "notSent" | "notSentOffline" | "notSentRefused" {
  if (!(error instanceof ApiProblem)) return "notSent";
  if (error.code === "offline") return "notSentOffline";
  // Read-only, not theirs any more, behind a lobby.
  return [403, 404, 409].includes(error.status) ? "notSentRefused" : "notSent";
}
