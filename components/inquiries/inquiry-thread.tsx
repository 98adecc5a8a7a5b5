import { getLocale, getTranslations } from "next-intl/server";
import { MessageList } from "#components/appointments/message-list.tsx";
import { dayWords, sameClock, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import type { KeptPicture } from "#components/pictures/kept-picture.ts";
import { PicturesField } from "#components/pictures/pictures-field.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import type { ManagedInquiry } from "#lib/inquiries/find-managed-inquiry.ts";
import { errorWords } from "./error-words.ts";

/** What was written about an idea, and a plain form to write more or add pictures while it is open. */
export async function InquiryThread({
  page,
  token,
  draft,
  pictures,
  nowMs,
  isOpen,
}: {
  page: ManagedInquiry;
  token: string;
  draft: FormDraft | null;
  /** Those that came with the refused form. */
  pictures: readonly KeptPicture[];
  nowMs: number;
  isOpen: boolean;
}) {
  const t = await getTranslations("inquiry.page");
  const tOffered = await getTranslations("inquiry.offered");
  const tBook = await getTranslations("public.book");
  const locale = await getLocale();
  const errorsOf = await errorWords(draft?.errors);
  const { artist, timeZone } = page.inquiry;
  const today = zonedClock(nowMs, timeZone).day;
  const moment = (ms: number) => {
    const { day, time } = zonedClock(ms, timeZone);
    return `${dayWords(day, locale, today)}, ${tBook("clock", { time })}`;
  };
  if (page.messages.length === 0 && !isOpen) return null;
  return (
    <section aria-labelledby="messages" className="mt-12 max-w-2xl">
      <h2 id="messages" className="mb-3 font-display text-xl font-semibold">
        {t("messages")}
      </h2>
      {page.messages.length > 0 && (
        <div className="mb-5">
          {!sameClock(timeZone, artist.timeZone, nowMs) && (
            <p className="mb-3 text-sm text-ink-soft">
              {tOffered("zone", { zone: tBook("zoneTime", { city: zoneCity(timeZone, locale) }) })}
            </p>
          )}
          <MessageList
            messages={page.messages.map((message) => ({
              id: message.id,
              isOwn: message.author === "customer",
              who: message.author === "customer" ? t("you") : t("ofStudio", { name: message.authorName }),
              when: moment(message.createdAt),
              text: message.text,
            }))}
          />
        </div>
      )}
      {isOpen && (
        <details open={draft !== null}>
          <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
            {t("write", { artist: artist.name })}
          </summary>
          <form
            method="post"
            action="/api/inquiries/manage"
            encType="multipart/form-data"
            className="space-y-5 pt-2"
          >
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="action" value="add" />
            <Field
              id="message-text"
              label={t("messageText")}
              hint={t("messageHint", { artist: artist.name })}
              error={errorsOf("text")}
            >
              {(tied) => (
                <Textarea
                  {...tied}
                  name="text"
                  rows={3}
                  maxLength={2000}
                  lang={locale}
                  autoFocus={draft?.errors.text !== undefined}
                  defaultValue={draft?.values.text}
                />
              )}
            </Field>
            <ClientMessages namespaces={["common"]}>
              <PicturesField initial={pictures} errors={draft?.errors.pictures} />
            </ClientMessages>
            <Button type="submit">{t("send")}</Button>
          </form>
        </details>
      )}
    </section>
  );
}
