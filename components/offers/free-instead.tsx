import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { type BookingParams, bookingHref } from "#components/booking/booking-url.ts";
import { dayWords, timeRange, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { LinkButton } from "#components/ui/link-button.tsx";

/** Nobody need wait: the times that are free now, each leading to its booking. */
export async function FreeInstead({
  path,
  times,
  timeZone,
  nowMs,
  asked,
}: {
  /** Of the booking page. */
  path: string;
  /** The length and zone that were asked for, as its address says them. */
  asked: Pick<BookingParams, "lengthMinutes" | "zone">;
  times: readonly { startMs: number; endMs: number }[];
  timeZone: string;
  nowMs: number;
}) {
  const t = await getTranslations("inquiry.waitlist");
  const tOffered = await getTranslations("inquiry.offered");
  const tBook = await getTranslations("public.book");
  const locale = await getLocale();
  const today = zonedClock(nowMs, timeZone).day;
  return (
    <section aria-labelledby="free" className="max-w-2xl">
      <h2 id="free" tabIndex={-1} className="font-display text-xl font-semibold">
        {t("freeTitle")}
      </h2>
      <p className="mt-1 text-ink-soft">
        {t("freeText")} {tOffered("zone", { zone: tBook("zoneTime", { city: zoneCity(timeZone, locale) }) })}
      </p>
      <ul className="mt-4 divide-y border-y">
        {times.map(({ startMs, endMs }) => (
          <li key={startMs}>
            <Link
              href={bookingHref(path, { ...asked, startMs })}
              className="flex min-h-12 items-center py-2 underline-offset-4 hover:underline"
            >
              {dayWords(zonedClock(startMs, timeZone).day, locale, today)},{" "}
              <span className="ml-1 tabular-nums">{timeRange(startMs, endMs, timeZone)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <LinkButton href={bookingHref(path, asked)} className="mt-5">
        {t("freeOther")}
      </LinkButton>
    </section>
  );
}
