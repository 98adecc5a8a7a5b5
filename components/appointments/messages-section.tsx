import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import type { MessageView } from "#lib/appointments/list-appointment-messages.ts";
import { MessageList } from "./message-list.tsx";
import type { TimeWords } from "./time-words.ts";

/** What was said so far, and a plain form to say more. */
export async function MessagesSection({
  token,
  messages,
  words,
  draft,
  pictures,
}: {
  token: string;
  messages: readonly MessageView[];
  words: Pick<TimeWords, "moment">;
  /** A message that was refused: it comes back as it was. */
  draft: FormDraft | null;
  /** The field for pictures. */
  pictures: ReactNode;
}) {
  const t = await getTranslations("link.messages");
  const tErrors = await getTranslations("link.errors");
  const known = (key: string) => (tErrors.has(key) ? tErrors(key) : tErrors("invalid"));
  const errors = draft?.errors.text?.map(known);
  const form = (
    <form
      method="post"
      action="/api/appointments/manage"
      encType="multipart/form-data"
      className="space-y-4 pt-2"
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="action" value="add" />
      <Field id="message-text" label={t("text")} hint={t("hint")} error={errors}>
        {(control) => (
          <Textarea
            {...control}
            name="text"
            maxLength={2000}
            rows={3}
            defaultValue={draft?.values.text}
            autoFocus={errors !== undefined}
          />
        )}
      </Field>
      {pictures}
      <Button type="submit">{t("send")}</Button>
    </form>
  );
  return (
    <section aria-labelledby="messages" className="mt-12 max-w-2xl scroll-mt-4">
      <h2 id="messages" className="mb-3 font-display text-xl font-semibold">
        {t("title")}
      </h2>
      {messages.length > 0 && (
        <div className="mb-5">
          <MessageList
            messages={messages.map((message) => ({
              id: message.id,
              isOwn: message.author === "customer",
              who: message.author === "customer" ? t("you") : t("studio", { name: message.authorName }),
              when: words.moment(message.createdAt),
              text: message.text,
            }))}
          />
        </div>
      )}
      <details open={draft !== null}>
        <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
          {t("write")}
        </summary>
        {form}
      </details>
    </section>
  );
}
