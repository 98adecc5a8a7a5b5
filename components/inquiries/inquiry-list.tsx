import { getLocale, getTranslations } from "next-intl/server";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { studioPicture } from "#components/pictures/picture-strip.tsx";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { InquiryView } from "#lib/inquiries/inquiry-view.ts";
import { inquiryTone } from "./inquiry-tone.ts";

const SOON_MS = 3 * 86_400_000;

/** Inquiries, one a row: who, what, the first words and picture, since when, and by when those that wait want an answer. */
export async function InquiryList({
  inquiries,
  pictures,
  nowMs,
  label,
}: {
  inquiries: readonly InquiryView[];
  /** The first picture of each that has one, by the inquiry's id. */
  pictures: ReadonlyMap<string, string>;
  nowMs: number;
  label: string;
}) {
  const t = await getTranslations("inquiry.staff");
  const locale = await getLocale();
  return (
    <ul aria-label={label} className="divide-y rounded-md border bg-raised">
      {inquiries.map((inquiry) => {
        const { id, artist, status } = inquiry;
        const picture = pictures.get(id);
        const isSoon = inquiry.expiresAt - nowMs < SOON_MS;
        const day = dayWords(zonedClock(inquiry.expiresAt, artist.timeZone).day, locale);
        return (
          <li key={id} className="relative flex gap-4 px-4 py-3.5 hover:bg-sunk sm:px-5">
            {picture && (
              // biome-ignore lint/performance/noImgElement: small already, and not to be kept by anything in between
              <img
                src={studioPicture(picture, 160)}
                alt=""
                loading="lazy"
                className="size-16 shrink-0 rounded-md border bg-sunk object-cover"
              />
            )}
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                <Link
                  href={`/inquiries/${encodeURIComponent(id)}`}
                  data-row-link
                  className="min-w-0 font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
                >
                  {inquiry.clientName}
                </Link>
                {status !== "OPEN" ? (
                  <StatusBadge tone={inquiryTone[status]}>{t(`status.${status}`)}</StatusBadge>
                ) : isSoon ? (
                  <StatusBadge tone="warn">{t("answerSoon", { day })}</StatusBadge>
                ) : (
                  <span className="text-sm text-ink-soft">{t("answerByDay", { day })}</span>
                )}
              </div>
              <p className="mt-0.5 line-clamp-2 [overflow-wrap:anywhere]">{inquiry.description}</p>
              <p className="mt-1 text-sm text-ink-soft">
                {t("what", { service: inquiry.service.name, artist: artist.name })} · {t("asked")}{" "}
                <RelativeTime
                  atMs={inquiry.createdAt}
                  nowMs={nowMs}
                  timeZone={artist.timeZone}
                  locale={locale}
                />
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
