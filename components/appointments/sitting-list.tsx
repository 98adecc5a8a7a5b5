import { CalendarPlus, Clock } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "#components/ui/link-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { ManagedPage, ManagedSitting } from "#lib/appointments/show-managed-appointment.ts";
import type { TimeWords } from "./time-words.ts";

const shown = {
  PENDING: "info",
  CONFIRMED: "good",
  COMPLETED: "neutral",
  NO_SHOW: "neutral",
} satisfies Record<string, Tone>;

function shownStatus(sitting: ManagedSitting): keyof typeof shown | null {
  const { status } = sitting;
  return sitting.id !== null &&
    (status === "PENDING" || status === "CONFIRMED" || status === "COMPLETED" || status === "NO_SHOW")
    ? status
    : null;
}

/** Every sitting of a series as it stands, and the way to the next. */
export async function SittingList({
  page,
  token,
  words,
  isPrimary,
}: {
  page: ManagedPage;
  token: string;
  words: TimeWords;
  isPrimary: boolean;
}) {
  const t = await getTranslations("link.sitting");
  const tLink = await getTranslations("link");
  const { sittings, next, appointment } = page;
  const isRequest = appointment.status === "PENDING";
  const zone =
    appointment.timeZone === appointment.artist.timeZone
      ? ""
      : `?${new URLSearchParams({ tz: appointment.timeZone })}`;
  return (
    <section aria-labelledby="sittings" className="mt-12 max-w-2xl">
      <h2 id="sittings" className="mb-3 font-display text-xl font-semibold">
        {t("list")}
      </h2>
      {words.studio && (
        <p className="-mt-2 mb-3 text-ink-soft">{tLink("allZoned", { zone: words.own.zone })}</p>
      )}
      <ol className="divide-y border-y">
        {sittings.map((sitting) => {
          const status = shownStatus(sitting);
          const name = t("name", { position: sitting.position, total: sittings.length });
          return (
            <li
              key={sitting.position}
              aria-current={sitting.isThis ? "true" : undefined}
              className="grid items-center gap-x-6 gap-y-1 py-3 sm:grid-cols-[11rem_minmax(0,1fr)_auto]"
            >
              <span className={sitting.isThis ? "font-medium" : "text-ink-soft"}>
                {name}
                {sitting.isThis && <span className="font-normal text-ink-soft"> ({t("this")})</span>}
              </span>
              <span>
                {sitting.startMs === null ? (
                  <span className="text-ink-soft">{t("open")}</span>
                ) : sitting.path === null ? (
                  words.moment(sitting.startMs)
                ) : (
                  <Link
                    href={sitting.path}
                    prefetch={false}
                    className="inline-flex min-h-11 items-center underline underline-offset-4 hover:no-underline"
                  >
                    {words.moment(sitting.startMs)}
                  </Link>
                )}
              </span>
              {status && (
                <StatusBadge
                  tone={shown[status]}
                  icon={status === "PENDING" ? Clock : undefined}
                  className="justify-self-start"
                >
                  {t(`status.${status}`)}
                </StatusBadge>
              )}
            </li>
          );
        })}
      </ol>
      {next && (
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <LinkButton
            href={`/appointment/${encodeURIComponent(token)}/sitting${zone}`}
            prefetch={false}
            // While the studio has not answered this one, the next can wait.
            variant={isRequest ? "link" : isPrimary ? "primary" : "secondary"}
            className={isRequest ? "min-h-11 text-ink-soft hover:text-ink" : undefined}
          >
            {!isRequest && <CalendarPlus aria-hidden />}
            {t("choose", { position: next.position })}
          </LinkButton>
          <span className="text-ink-soft">{t("from", { earliest: words.day(next.earliestMs) })}</span>
        </div>
      )}
    </section>
  );
}
