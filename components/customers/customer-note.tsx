"use client";

import { PencilLine, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type ApiProblem, readApi } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CustomerNoteView } from "#lib/customers/customer-view.ts";
import { customerApi } from "./customer-filter.ts";
import { NoteConflict } from "./note-conflict.tsx";
import { NoteForm } from "./note-form.tsx";
import { readNote, readNoteOf, type SavedNote } from "./read-note.ts";

/** One note, with what its author can do: change it, take it away, and put it back. */
export function CustomerNote({
  customerId,
  note,
  nowMs,
  timeZone,
  onEditing,
}: {
  customerId: string;
  note: CustomerNoteView;
  /** Begins and ends: a note being changed stays, even when somebody else deletes it. */
  onEditing: (editing: boolean) => void;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("customers.notes");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const button = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  // What was saved last, until the page knows it.
  const [own, setOwn] = useState<(SavedNote & { over: number }) | null>(null);
  const latest = own !== null && own.over === note.updatedAt ? own : note;
  const shown = latest.text;
  // What the words being typed began from; null: deleted meanwhile.
  const [seen, setSeen] = useState<SavedNote | null>(null);
  const [isConflict, setConflict] = useState(false);
  const { busy, problem, call, forget } = useApiCall();
  const path = customerApi(customerId, `/notes/${encodeURIComponent(note.id)}`);

  function begin() {
    setSeen(latest);
    setDraft(shown);
    onEditing(true);
  }

  function leave() {
    setDraft(null);
    setConflict(false);
    onEditing(false);
    forget();
    // The button is back in the next frame.
    requestAnimationFrame(() => button.current?.focus());
  }

  async function save() {
    const words = draft?.trim();
    const saved =
      seen === null
        ? await call("POST", customerApi(customerId, "/notes"), { text: words })
        : await call("PATCH", path, { text: words, updated_at: new Date(seen.updatedAt).toISOString() });
    if (!saved.ok) return seen === null ? undefined : await lookAgain(saved.problem);
    const now = readNote(saved.answer.note);
    if (seen && now) setOwn({ ...now, over: note.updatedAt });
    leave();
    router.refresh();
  }

  /** Whether somebody else changed or deleted it. Saving again then decides knowingly. */
  async function lookAgain(problem: ApiProblem) {
    if (problem.code !== "conflict" && problem.code !== "not_found") return;
    const answer = await readApi(customerApi(customerId)).catch(() => null);
    if (answer === null) return;
    setSeen(readNoteOf(answer, note.id));
    setConflict(true);
    forget();
  }

  async function remove() {
    const removed = await call("DELETE", path);
    if (removed.ok) {
      const words = text(fields(removed.answer.note).text) || shown;
      toast({ text: t("removed"), action: { label: common("undo"), onSelect: () => void putBack(words) } });
    } else toast({ text: problemWords(removed.problem), tone: "bad", durationMs: 10_000 });
    router.refresh();
  }

  async function putBack(words: string) {
    const made = await call("POST", customerApi(customerId, "/notes"), { text: words });
    if (made.ok) toast({ text: t("putBack") });
    else toast({ text: problemWords(made.problem), tone: "bad", durationMs: 10_000 });
    router.refresh();
  }

  if (draft !== null)
    return (
      <li className="py-3.5">
        <NoteForm
          label={t("edit")}
          submit={isConflict ? t("saveMine") : common("save")}
          text={draft}
          busy={busy}
          problem={problem}
          notice={isConflict && <NoteConflict theirs={seen?.text ?? null} />}
          autoFocus
          onChange={setDraft}
          onSubmit={() => void save()}
          onLeave={leave}
        />
      </li>
    );
  return (
    <li className="py-3.5">
      <p className="measure whitespace-pre-wrap">{shown}</p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="text-sm text-ink-soft">
          {note.authorName} ·{" "}
          <RelativeTime atMs={note.createdAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
          {note.updatedAt > note.createdAt && <> · {t("changed")}</>}
        </p>
        {note.editable && (
          <div className="-mr-2 flex">
            <Button
              ref={button}
              size="icon-sm"
              variant="ghost"
              label={t("editNamed", { text: shorten(shown) })}
              title={t("edit")}
              onClick={begin}
            >
              <PencilLine aria-hidden />
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              busy={busy}
              label={t("removeNamed", { text: shorten(shown) })}
              title={t("remove")}
              onClick={() => void remove()}
            >
              {!busy && <Trash2 aria-hidden />}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

/** The first words, for those who hear the buttons without the note. */
function shorten(words: string): string {
  const [line = ""] = words.trim().split("\n");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
