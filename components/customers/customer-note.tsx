"use client";

import { PencilLine, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { fields, text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CustomerNoteView } from "#lib/customers/customer-view.ts";
import { customerApi } from "./customer-filter.ts";
import { NoteForm } from "./note-form.tsx";

/** One note, with what its author can do: change it, take it away, and put it back. */
export function CustomerNote({
  customerId,
  note,
  nowMs,
  timeZone,
}: {
  customerId: string;
  note: CustomerNoteView;
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
  const [own, setOwn] = useState<{ text: string; over: number } | null>(null);
  const shown = own !== null && own.over === note.updatedAt ? own.text : note.text;
  const { busy, problem, call, forget } = useApiCall();
  const path = customerApi(customerId, `/notes/${encodeURIComponent(note.id)}`);

  function leave() {
    setDraft(null);
    forget();
    // The button is back in the next frame.
    requestAnimationFrame(() => button.current?.focus());
  }

  async function save() {
    const saved = await call("PATCH", path, { text: draft?.trim() });
    if (!saved.ok) return;
    setOwn({ text: text(fields(saved.answer.note).text), over: note.updatedAt });
    leave();
    router.refresh();
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
          submit={common("save")}
          text={draft}
          busy={busy}
          problem={problem}
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
              aria-label={t("editNamed", { text: shorten(shown) })}
              title={t("edit")}
              onClick={() => setDraft(shown)}
            >
              <PencilLine aria-hidden />
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              busy={busy}
              aria-label={t("removeNamed", { text: shorten(shown) })}
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
