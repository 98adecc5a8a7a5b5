import { getLocale, getTranslations } from "next-intl/server";
import { MessageList } from "#components/appointments/message-list.tsx";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { whenWords } from "#components/console/when-words.ts";
import { customerHref } from "#components/customers/customer-filter.ts";
import { PictureStrip, studioPicture } from "#components/pictures/picture-strip.tsx";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { InquiryDetails } from "#lib/inquiries/inquiry-view.ts";
import { InquiryActions } from "./inquiry-actions.tsx";
import { InquiryHistory } from "./inquiry-history.tsx";
import { inquiryTone } from "./inquiry-tone.ts";
import { ReplyForm } from "./reply-form.tsx";

/** Everything about one idea, and everything that can be done with it. */
export async function InquiryDetailsView({ details, nowMs }: { details: InquiryDetails; nowMs: number }) {
  const { inquiry, open, pictures, messages } = details;
  const t = await getTranslations("inquiry.staff");
  const locale = await getLocale();
  const { artist, service, status } = inquiry;
  const zone = artist.timeZone;
  const relative = (atMs: number) => (
    <RelativeTime atMs={atMs} nowMs={nowMs} timeZone={zone} locale={locale} />
  );
  const until = open && zonedClock(open.offer.expiresAt, zone);
  const told = (["placement", "size", "budget", "wishes"] as const).filter((name) => inquiry[name] !== "");
  return (
    <>
      <header className="mb-8">
        <StatusBadge tone={inquiryTone[status]}>{t(`status.${status}`)}</StatusBadge>
        <h1 className="mt-2.5 font-display text-3xl font-semibold tracking-tight break-words">
          {inquiry.customerId === null ? (
            inquiry.clientName
          ) : (
            <Link
              href={customerHref(inquiry.customerId)}
              className="underline decoration-line-strong decoration-2 underline-offset-6 hover:decoration-current"
            >
              {inquiry.clientName}
            </Link>
          )}
        </h1>
        <p className="mt-1.5 text-lg">{t("what", { service: service.name, artist: artist.name })}</p>
        <p className="text-ink-soft">
          {t("asked")} {relative(inquiry.createdAt)}
          {status === "OPEN" && (
            <>
              {" "}
              · {t("answerBy")} {dayWords(zonedClock(inquiry.expiresAt, zone).day, locale)}
            </>
          )}
        </p>
        <InquiryActions
          inquiry={{
            id: inquiry.id,
            status,
            version: inquiry.version,
            appointmentId: inquiry.appointmentId,
            name: inquiry.clientName,
            artist,
            serviceId: service.id,
            durationMinutes: service.durationMinutes,
            offer: open && {
              id: open.offer.id,
              word: open.offer.word,
              expiresAt: open.offer.expiresAt,
              times: open.times.map(({ startMs, endMs }) => ({ startMs, endMs })),
            },
          }}
          nowMs={nowMs}
        />
      </header>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="space-y-10">
          {open && until && (
            <section aria-labelledby="held" className="rounded-md border bg-raised px-5 py-4">
              <h2 id="held" className="font-semibold">
                {t("offeredTitle", { name: inquiry.clientName })}
              </h2>
              <p className="text-ink-soft">
                {t("offeredText", { until: `${dayWords(until.day, locale)}, ${until.time}` })}
              </p>
              <ul className="mt-3 space-y-1">
                {open.times.map((time) => {
                  const when = whenWords(time, zone, nowMs, locale);
                  return (
                    <li key={time.heldId} className="tabular-nums">
                      {when.date}, {when.time}
                    </li>
                  );
                })}
              </ul>
              {open.offer.word && (
                <p className="mt-3 border-l-2 border-line-strong pl-4 whitespace-pre-wrap">
                  {open.offer.word}
                </p>
              )}
            </section>
          )}
          <section aria-labelledby="idea">
            <h2 id="idea" className="mb-2 text-sm font-semibold">
              {t("idea")}
            </h2>
            <p className="measure whitespace-pre-wrap [overflow-wrap:anywhere]">{inquiry.description}</p>
            {told.length > 0 && (
              <dl className="mt-4 divide-y border-y">
                {told.map((name) => (
                  <div key={name} className="grid gap-x-6 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
                    <dt className="text-sm text-ink-soft">{t(name)}</dt>
                    <dd className="whitespace-pre-wrap [overflow-wrap:anywhere]">{inquiry[name]}</dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
          <section aria-labelledby="pictures">
            <h2 id="pictures" className="mb-2 text-sm font-semibold">
              {t("pictures")}
            </h2>
            {pictures.length === 0 ? (
              <p className="text-ink-soft">{t("noPictures")}</p>
            ) : (
              <PictureStrip
                pictures={pictures}
                srcOf={(id) => studioPicture(id)}
                hrefOf={(id) => studioPicture(id, 1600)}
              />
            )}
          </section>
          <section aria-labelledby="thread">
            <h2 id="thread" className="mb-3 text-sm font-semibold">
              {t("thread")}
            </h2>
            {messages.length === 0 ? (
              <p className="text-ink-soft">{t("noThread")}</p>
            ) : (
              <MessageList
                messages={messages.map((message) => ({
                  id: message.id,
                  isOwn: message.author === "studio",
                  who: message.authorName,
                  when: relative(message.createdAt),
                  text: message.text,
                }))}
              />
            )}
            <ReplyForm id={inquiry.id} name={inquiry.clientName} />
          </section>
        </div>
        <aside className="space-y-8">
          <dl className="space-y-4">
            <div>
              <dt className="text-sm text-ink-soft">{t("contact")}</dt>
              <dd className="[overflow-wrap:anywhere]">
                <a href={`mailto:${inquiry.clientEmail}`} className="underline underline-offset-4">
                  {inquiry.clientEmail}
                </a>
                {inquiry.clientPhone && (
                  <a
                    href={`tel:${inquiry.clientPhone.replaceAll(/[^+\d]/g, "")}`}
                    className="block underline underline-offset-4"
                  >
                    {inquiry.clientPhone}
                  </a>
                )}
              </dd>
            </div>
            <div>
              <dt className="text-sm text-ink-soft">{t("zone")}</dt>
              <dd>{zoneCity(inquiry.timeZone, locale)}</dd>
            </div>
            <div>
              <dt className="text-sm text-ink-soft">{t("customer")}</dt>
              <dd>
                <a
                  href={new URL(details.customerUrl).pathname}
                  target="_blank"
                  rel="noreferrer"
                  className="underline underline-offset-4"
                >
                  {t("customerLink")}
                </a>
                <span className="block text-sm text-ink-soft">{t("customerLinkHint")}</span>
              </dd>
            </div>
          </dl>
          <InquiryHistory history={details.history} nowMs={nowMs} timeZone={zone} />
        </aside>
      </div>
    </>
  );
}
