import { CalendarClock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ManagedPage } from "#lib/appointments/show-managed-appointment.ts";
import { CancelForm } from "./cancel-form.tsx";
import { StudioContact } from "./studio-contact.tsx";
import type { TimeWords } from "./time-words.ts";

/** Another time, or none: until when it goes by the link, and how it goes afterwards. */
export async function ChangeSection({
  page,
  token,
  words,
}: {
  page: ManagedPage;
  token: string;
  words: TimeWords;
}) {
  const t = await getTranslations("link.change");
  const { appointment, rules, contact } = page;
  const { artist, timeZone } = appointment;
  const isRequest = appointment.status === "PENDING";
  const until = words.zoned(rules.untilMs);
  const zone = timeZone === artist.timeZone ? "" : `?${new URLSearchParams({ tz: timeZone })}`;
  const late = rules.cancel === "notice" || (rules.cancel !== null && rules.move !== null);
  return (
    <section aria-labelledby="change" className="mt-12">
      <h2 id="change" className="font-display text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="measure mt-1 mb-3 text-ink-soft">
        {late || (rules.move === "notice" && rules.cancel === null)
          ? t("late", { until })
          : t(`${rules.move === null ? "until" : "untilCancel"}${isRequest ? "Request" : ""}`, { until })}
      </p>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        {rules.move === null && (
          <LinkButton href={`/appointment/${encodeURIComponent(token)}/reschedule${zone}`} prefetch={false}>
            <CalendarClock aria-hidden />
            {t("move")}
          </LinkButton>
        )}
        {rules.move !== null && <StudioContact contact={contact} />}
        {rules.cancel === null && (
          <CancelForm
            token={token}
            version={appointment.version}
            isRequest={isRequest}
            laterSittings={page.laterSittings}
          />
        )}
      </div>
    </section>
  );
}
