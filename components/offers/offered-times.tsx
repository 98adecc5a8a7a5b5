import { getLocale, getTranslations } from "next-intl/server";
import { dayWords, sameClock, timeRange, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { errorWords } from "#components/inquiries/error-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import type { HeldTime, OfferView } from "#lib/offers/offer-view.ts";

/**
 * The times held for a customer, to choose one of, or none: two plain forms. Shown in the customer's zone, and by the
 * studio's clock where that differs.
 */
export async function OfferedTimes({
  offer,
  times,
  token,
  kind,
  artist,
  timeZone,
  nowMs,
  draft = null,
}: {
  offer: OfferView;
  times: readonly HeldTime[];
  /** Of the customer's link. */
  token: string;
  kind: OfferView["kind"];
  artist: { name: string; timeZone: string };
  timeZone: string;
  nowMs: number;
  /** A choice that was refused. */
  draft?: FormDraft | null;
}) {
  const t = await getTranslations("inquiry.offered");
  const tBook = await getTranslations("public.book");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const errorsOf = await errorWords(draft?.errors);
  const isClaim = kind === "waitlist";
  const today = zonedClock(nowMs, timeZone).day;
  const dayIn = (ms: number, zone: string) => dayWords(zonedClock(ms, zone).day, locale, today);
  const until = `${dayIn(offer.expiresAt, timeZone)}, ${tBook("clock", { time: zonedClock(offer.expiresAt, timeZone).time })}`;
  const wrong = errorsOf("heldId");
  const only = times.length === 1 ? times[0] : undefined;
  return (
    <section id="offered" aria-labelledby="offered-title" className="max-w-2xl scroll-mt-4">
      <h2 id="offered-title" className="font-display text-xl font-semibold">
        {t("title")}
      </h2>
      {offer.word && (
        <figure className="mt-3 border-l-2 border-line-strong pl-4">
          <figcaption className="text-sm text-ink-soft">{t("word", { artist: artist.name })}</figcaption>
          <blockquote className="whitespace-pre-wrap [overflow-wrap:anywhere]">{offer.word}</blockquote>
        </figure>
      )}
      <p className="mt-3 text-ink-soft">
        {t("heldUntil", { until })}{" "}
        {t("zone", { zone: tBook("zoneTime", { city: zoneCity(timeZone, locale) }) })}
      </p>
      <form method="post" action="/api/offers/choose" className="mt-5">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="kind" value={kind} />
        <fieldset aria-describedby={wrong ? "offered-error" : undefined}>
          <legend className="sr-only">{t("title")}</legend>
          <div className="divide-y border-y">
            {times.map(({ heldId, startMs, endMs }) => (
              <label
                key={heldId}
                className="flex min-h-14 cursor-pointer items-center gap-4 px-1 py-3 has-checked:bg-sunk hover:bg-sunk"
              >
                <input
                  type="radio"
                  name="heldId"
                  value={heldId}
                  required
                  defaultChecked={heldId === only?.heldId}
                  className="size-5 shrink-0"
                />
                <span className="min-w-0">
                  <time dateTime={new Date(startMs).toISOString()}>
                    <span className="font-medium">{dayIn(startMs, timeZone)}</span>,{" "}
                    <span className="whitespace-nowrap tabular-nums">
                      {timeRange(startMs, endMs, timeZone)}
                    </span>
                  </time>
                  {!sameClock(timeZone, artist.timeZone, startMs) && (
                    <span className="block text-sm text-ink-soft">
                      {t("studioTime", {
                        time: `${dayIn(startMs, artist.timeZone)}, ${timeRange(startMs, endMs, artist.timeZone)}`,
                      })}
                    </span>
                  )}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {wrong && (
          <p id="offered-error" className="mt-2 text-sm text-bad">
            {wrong.join(" ")}
          </p>
        )}
        <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="primary" size="lg">
            {t(isClaim ? "claim" : "choose")}
          </Button>
          <p className="text-sm text-ink-soft">
            {isClaim ? t("claimText", { artist: artist.name }) : t("chooseText")}
          </p>
        </div>
      </form>
      <details className="mt-6">
        <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
          {t(isClaim ? "noneClaim" : "none")}
        </summary>
        <form method="post" action="/api/offers/refuse" className="space-y-4 pt-2 pb-2">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="kind" value={kind} />
          <p className="text-ink-soft">
            {t(isClaim ? "noneClaimText" : "noneText", { artist: artist.name })}
          </p>
          {!isClaim && (
            <Field
              id="refuse-word"
              label={t("noneWord", { artist: artist.name })}
              hint={t("noneWordHint")}
              optional={common("optional")}
            >
              {(tied) => (
                <Textarea {...tied} name="word" rows={2} className="min-h-20" maxLength={500} lang={locale} />
              )}
            </Field>
          )}
          <Button type="submit">{t(isClaim ? "noneClaimYes" : "noneYes")}</Button>
        </form>
      </details>
    </section>
  );
}
