"use client";

import { useLocale, useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import type { SittingPlace } from "#lib/appointments/sittings.ts";
import { AppointmentStatus } from "./appointment-status.tsx";
import { whenWords } from "./when-words.ts";

/** The sittings that belong together, by the artist's clock. */
export function SeriesFacts({
  id,
  sittings,
  timeZone,
  nowMs,
}: {
  /** Of the appointment that is shown. */
  id: string;
  sittings: readonly SittingPlace[];
  timeZone: string;
  nowMs: number;
}) {
  const t = useTranslations("link.console");
  const locale = useLocale();
  if (sittings.length < 2) return null;
  return (
    <section aria-labelledby="sittings">
      <h2 id="sittings" className="mb-2 text-sm font-semibold">
        {t("sittings")}
      </h2>
      <ol className="divide-y border-y text-sm">
        {sittings.map((sitting) => {
          const { position, startMs, endMs, status } = sitting;
          const when =
            startMs !== null && endMs !== null && whenWords({ startMs, endMs }, timeZone, nowMs, locale);
          return (
            <li key={position} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <span className="w-32 shrink-0">{t("sitting", { position, total: sittings.length })}</span>
              <span className="grow text-ink-soft">
                {!when ? (
                  t("open")
                ) : sitting.id === null || sitting.id === id ? (
                  <>
                    {when.date}, {when.time} ({t("this")})
                  </>
                ) : (
                  <Link href={`/admin/appointments/${sitting.id}`} className="underline underline-offset-4">
                    {when.date}, {when.time}
                  </Link>
                )}
              </span>
              {when && status && <AppointmentStatus status={status} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
