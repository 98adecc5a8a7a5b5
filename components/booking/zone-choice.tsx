"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { BookingLink } from "./booking-link.tsx";
import { sameClock } from "./clock-words.ts";
import { closeOnEscape } from "./close-on-escape.ts";
import { allZones, zoneCity } from "./zone-name.ts";

const link = "inline-flex min-h-11 items-center text-ink underline underline-offset-4 hover:no-underline";

/** Which place's clock the times are in, and how to change it. Works as a plain form without scripts. */
export function ZoneChoice({
  path,
  zone,
  artistZone,
  browserZone,
  nowMs,
  unknown,
  hidden,
  hrefForZone,
}: {
  path: string;
  zone: string;
  artistZone: string;
  browserZone: string | null;
  nowMs: number;
  /** A place that was typed and is not known. */
  unknown: string | null;
  /** The rest of the address, kept when the form is sent. */
  hidden: readonly (readonly [string, string])[];
  hrefForZone: (zone: string) => string;
}) {
  const t = useTranslations("public.book.zone");
  const locale = useLocale();
  const offerBrowser = browserZone !== null && browserZone !== zone && !sameClock(browserZone, zone, nowMs);
  return (
    <div className="text-sm text-ink-soft">
      <p>
        {t("all", { city: zoneCity(zone, locale) })}
        {offerBrowser && ` ${t("device", { city: zoneCity(browserZone, locale) })}`}
      </p>
      <div className="flex flex-wrap items-center gap-x-4">
        {offerBrowser && (
          <BookingLink href={hrefForZone(browserZone)} className={link}>
            {t("showDevice", { city: zoneCity(browserZone, locale) })}
          </BookingLink>
        )}
        {zone !== artistZone && artistZone !== browserZone && (
          <BookingLink href={hrefForZone(artistZone)} className={link}>
            {t("showStudio", { city: zoneCity(artistZone, locale) })}
          </BookingLink>
        )}
        <details className="w-full" open={unknown !== null} onKeyDown={closeOnEscape}>
          <summary className="inline-flex min-h-11 items-center underline underline-offset-4 hover:no-underline">
            {t("change")}
          </summary>
          <form method="get" action={path} className="space-y-2 pb-2">
            {hidden.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <InputField
              id="booking-zone"
              name="tz"
              label={t("label")}
              hint={t("hint")}
              error={unknown === null ? undefined : t("unknown", { place: unknown })}
              list="booking-zones"
              autoComplete="off"
              required
              maxLength={64}
              defaultValue={unknown ?? ""}
              key={unknown}
            />
            <datalist
              id="booking-zones"
              // The lists of server and browser differ by a name or two; either will do.
              suppressHydrationWarning
              // biome-ignore lint/security/noDangerouslySetInnerHtml: names from Intl, not from people
              dangerouslySetInnerHTML={{ __html: zoneOptions(locale) }}
            />
            <Button type="submit">{t("apply")}</Button>
          </form>
        </details>
      </div>
    </div>
  );
}

const options = new Map<string, string>();

/** The options as markup, made once a language: four hundred elements are not worth React's while. */
function zoneOptions(locale: string): string {
  let known = options.get(locale);
  if (known === undefined) {
    known = allZones()
      .filter((zone) => /^[\w+/-]+$/.test(zone))
      .map((zone) => `<option value="${zone}">${zoneCity(zone, locale)}</option>`)
      .join("");
    options.set(locale, known);
  }
  return known;
}
