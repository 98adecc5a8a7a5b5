import { useLocale, useTranslations } from "next-intl";
import { durationWords, timeRange } from "#components/booking/clock-words.ts";
import type { ReadRule } from "./read-explanation.ts";

/** A rule that keeps customers from a time, in a sentence. The studio may go beyond all of them. */
export function RuleLine({
  rule,
  zone,
  artist,
  services,
}: {
  rule: ReadRule;
  zone: string;
  artist: string;
  services: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("schedule.why.rules");
  const locale = useLocale();
  switch (rule.rule) {
    case "past":
      return <p>{t("past")}</p>;
    case "too_soon":
      return <p>{t("too_soon", { notice: durationWords(rule.noticeMinutes, locale) })}</p>;
    case "too_far":
      return <p>{t("too_far", { days: Math.round(rule.horizonDays) })}</p>;
    case "outside_hours":
      return rule.stretches.length === 0 ? (
        <p>{t("day_off", { artist })}</p>
      ) : (
        <p>
          {t("outside_hours", {
            artist,
            hours: rule.stretches.map(({ startMs, endMs }) => timeRange(startMs, endMs, zone)).join(", "),
          })}
        </p>
      );
    case "day_full":
    case "week_full": {
      const service = services.find(({ id }) => id === rule.serviceId)?.name ?? null;
      const values = { artist, count: rule.count, maximum: rule.maximum };
      return (
        <p>{service === null ? t(rule.rule, values) : t(`${rule.rule}_service`, { ...values, service })}</p>
      );
    }
    default:
      return <p>{rule.rule}</p>;
  }
}
