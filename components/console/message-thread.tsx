"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { MessageList } from "#components/appointments/message-list.tsx";
import { NoteForm } from "#components/customers/note-form.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { MessageView } from "#lib/appointments/list-appointment-messages.ts";
import { useApiCall } from "./use-api-call.ts";

/** What customer and studio wrote to each other about an appointment, and the field to write more. */
export function MessageThread({
  id,
  messages,
  canWrite,
  timeZone,
  nowMs,
}: {
  id: string;
  messages: readonly MessageView[];
  /** Not to somebody who is forgotten. */
  canWrite: boolean;
  timeZone: string;
  nowMs: number;
}) {
  const t = useTranslations("link.console");
  const locale = useLocale();
  const router = useRouter();
  const [words, setWords] = useState("");
  const { busy, problem, call } = useApiCall();

  async function send() {
    const path = `/api/appointments/${encodeURIComponent(id)}/messages`;
    const sent = await call("POST", path, { text: words });
    if (!sent.ok) return;
    setWords("");
    router.refresh();
  }

  if (messages.length === 0 && !canWrite) return null;
  return (
    <section aria-labelledby="messages" className="measure">
      <h2 id="messages" className="mb-3 text-sm font-semibold">
        {t("messages")}
      </h2>
      {messages.length > 0 && (
        <div className="mb-4">
          <MessageList
            messages={messages.map((message) => ({
              id: message.id,
              isOwn: message.author === "studio",
              who: message.authorName,
              when: (
                <RelativeTime atMs={message.createdAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
              ),
              text: message.text,
            }))}
          />
        </div>
      )}
      {canWrite && (
        <NoteForm
          label={t("answer")}
          hint={`${t("answer")}. ${t("answerHint")}`}
          submit={t("send")}
          text={words}
          busy={busy}
          problem={problem}
          onChange={setWords}
          onSubmit={() => void send()}
        />
      )}
    </section>
  );
}
