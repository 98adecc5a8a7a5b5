import { useTranslations } from "next-intl";

/** "Tuesday 1 December, 14:00–16:00 Vienna time"; the clock times never break apart. */
export function WhenWords({ day, time, zone }: { day: string; time: string; zone: string }) {
  const t = useTranslations("public.book");
  return t.rich("when", {
    day,
    time,
    zone,
    together: (words) => <span className="whitespace-nowrap">{words}</span>,
  });
}
