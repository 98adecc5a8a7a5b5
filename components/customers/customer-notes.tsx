"use client";

import { NotebookPen } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useApiCall } from "#components/console/use-api-call.ts";
import type { CustomerNoteView } from "#lib/customers/customer-view.ts";
import { customerApi } from "./customer-filter.ts";
import { CustomerNote } from "./customer-note.tsx";
import { NoteForm } from "./note-form.tsx";
import { withEdited } from "./with-edited.ts";

/** What the studio wrote down about somebody, the newest first, with a field for more. */
export function CustomerNotes({
  customer,
  notes,
  nowMs,
  timeZone,
  editable,
}: {
  customer: { id: string; name: string };
  notes: CustomerNoteView[];
  nowMs: number;
  timeZone: string;
  editable: boolean;
}) {
  const t = useTranslations("customers.notes");
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState("");
  const { busy, problem, call } = useApiCall();
  const [editing, setEditing] = useState<CustomerNoteView[]>([]);
  const shown = withEdited(notes, editing);

  async function add() {
    const made = await call("POST", customerApi(customer.id, "/notes"), { text: text.trim() });
    if (!made.ok) return;
    setText("");
    router.refresh();
  }

  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="mb-3 text-sm font-semibold">
        {t("title")}
      </h2>
      {editable && (
        <NoteForm
          label={t("new")}
          hint={t("hint", { name: customer.name })}
          submit={t("add")}
          text={text}
          busy={busy}
          problem={problem}
          onChange={setText}
          onSubmit={() => void add()}
        />
      )}
      {shown.length === 0 ? (
        <p className="mt-4 flex items-center gap-2 text-sm text-ink-soft">
          <NotebookPen aria-hidden className="size-4 shrink-0 text-ink-faint" />
          {t("none")}
        </p>
      ) : (
        <ul aria-label={t("title")} className="mt-4 divide-y border-y">
          {shown.map((note) => (
            <CustomerNote
              key={note.id}
              customerId={customer.id}
              note={note}
              nowMs={nowMs}
              timeZone={timeZone}
              onEditing={(begun) =>
                setEditing((before) => [
                  ...before.filter((one) => one.id !== note.id),
                  ...(begun ? [note] : []),
                ])
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}
