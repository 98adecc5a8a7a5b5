"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Label } from "#components/ui/label.tsx";
import { Select } from "#components/ui/select.tsx";
import { BookingLink } from "./booking-link.tsx";
import { sameClock } from "./clock-words.ts";
import { offeredZones, zoneCity } from "./zone-name.ts";

const link = "inline-flex min-h-11 items-center text-ink underline underline-offset-4 hover:no-underline";

/** Which place's clock the times are in, and how to change it. Works as a plain form without scripts. */
export function ZoneChoice({
  path,
  zone,
  artistZone,
  browserZone,
  nowMs,
  hidden,
  hrefForZone,
}: {
  path: string;
  zone: string;
  artistZone: string;
  browserZone: string | null;
  nowMs: number;
  /** The rest of the address, kept when the form is sent. */
  hidden: readonly (readonly [string, string])[];
  hrefForZone: (zone: string | null) => string;
}) {
  const t = useTranslations("public.book.zone");
  const locale = useLocale();
  const zones = [...new Set([artistZone, zone, ...(browserZone ? [browserZone] : []), ...offeredZones])];
  const offerBrowser = browserZone !== null && zone === artistZone && !sameClock(browserZone, zone, nowMs);
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
        {zone !== artistZone && (
          <BookingLink href={hrefForZone(null)} className={link}>
            {t("showStudio", { city: zoneCity(artistZone, locale) })}
          </BookingLink>
        )}
        <details className="w-full">
          <summary className="inline-flex min-h-11 items-center underline underline-offset-4 hover:no-underline">
            {t("change")}
          </summary>
          <form method="get" action={path} className="flex items-end gap-2 pb-2">
            {hidden.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <div className="min-w-0 flex-1 space-y-1.5">
              <Label htmlFor="booking-zone">{t("label")}</Label>
              <Select id="booking-zone" name="tz" defaultValue={zone} key={zone}>
                {zones.map((name) => (
                  <option key={name} value={name}>
                    {zoneCity(name, locale)}
                  </option>
                ))}
              </Select>
            </div>
            <Button type="submit">{t("apply")}</Button>
          </form>
        </details>
      </div>
    </div>
  );
}
