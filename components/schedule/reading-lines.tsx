import { useTranslations } from "next-intl";
import type { ReadTimeExplanation } from "./read-explanation.ts";
import { useMoment } from "./use-moment.ts";

/** When each calendar was last read: as much as an explanation can know. */
export function ReadingLines({
  calendars,
  zone,
}: {
  calendars: ReadTimeExplanation["calendars"];
  zone: string;
}) {
  const t = useTranslations("schedule.why");
  const moment = useMoment(zone);
  return (
    <ul className="border-t pt-3 text-sm text-ink-soft">
      {calendars.length === 0 && <li>{t("noCalendar")}</li>}
      {calendars.map(({ name, readAt, failing }) => (
        <li key={name} className={failing ? "text-warn" : undefined}>
          {readAt === null
            ? t("neverRead", { calendar: name })
            : t(failing ? "readFailing" : "read", { calendar: name, when: moment(readAt) })}
        </li>
      ))}
    </ul>
  );
}
