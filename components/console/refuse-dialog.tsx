"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";
import { useProblemWords } from "./use-problem-words.ts";

/**
 * Declining a request or calling an appointment off, with a word to the customer; the toast can take it back.
 * `children` is the button that opens it.
 */
export function RefuseDialog({
  live,
  step,
  children,
}: {
  live: LiveAppointment;
  step: "decline" | "cancel";
  children: ReactNode;
}) {
  const t = useTranslations(`console.${step}`);
  const common = useTranslations("common");
  const toast = useToast();
  const problemWords = useProblemWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [word, setWord] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const name = live.current.clientName;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setProblem(null);
    const status = step === "decline" ? "DECLINED" : "CANCELLED";
    const trimmed = word.trim();
    const outcome = await live.change({
      body: { status, ...(trimmed ? { word: trimmed } : {}) },
      shown: { status, conflict: false },
    });
    setSending(false);
    if (!outcome.ok && !outcome.stale) return setProblem(problemWords(outcome.problem));
    setOpen(false);
    if (!outcome.ok) return;
    setWord("");
    toast({ text: t("done", { name }), action: { label: common("undo"), onSelect: () => void live.undo() } });
  }

  return (
    // Stays while sending: the row already shows the outcome, and a refusal must have somewhere to be told.
    <Dialog open={open} onOpenChange={(next) => !sending && setOpen(next)}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t("title", { name })} description={t("text")} closeLabel={common("close")}>
        <form onSubmit={(event) => void submit(event)} className="space-y-4">
          {problem && (
            <Alert tone="bad" role="alert">
              {problem}
            </Alert>
          )}
          <Field id={`${id}-word`} label={t("word")} hint={t("wordHint")} optional={common("optional")}>
            {(control) => (
              <Textarea
                {...control}
                autoFocus
                rows={3}
                maxLength={500}
                value={word}
                onChange={(event) => setWord(event.target.value)}
              />
            )}
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="ghost">{t("keep")}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={sending}>
              {t("submit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
