"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ApiProblem } from "#components/console/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

/** One line, added with Enter. What was not taken stays in the field. */
export function TaskForm({ onAdd }: { onAdd: (content: string) => Promise<void> }) {
  const t = useTranslations("widgets.tasks");
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<"notAdded" | "notAddedRefused" | null>(null);
  const problemId = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const content = words.trim();
    if (busy || content === "") return;
    setBusy(true);
    setProblem(null);
    try {
      await onAdd(content);
      setWords("");
    } catch (error) {
      setProblem(error instanceof ApiProblem && error.status === 422 ? "notAddedRefused" : "notAdded");
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-auto border-t px-4 py-3 noscript:hidden">
      <div className="flex gap-2">
        <Input
          value={words}
          readOnly={busy}
          maxLength={500}
          autoComplete="off"
          enterKeyHint="done"
          aria-label={t("add")}
          aria-describedby={problem ? problemId : undefined}
          aria-invalid={problem ? true : undefined}
          placeholder={t("add")}
          className="h-9 min-w-0 flex-1"
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" size="icon-sm" busy={busy} label={t("addButton")}>
          {!busy && <Plus aria-hidden />}
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
