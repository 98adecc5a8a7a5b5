/** The last day of a link, `YYYY-MM-DD`, as people write it; what is no day stays as it is. */
export function shareDay(day: string, locale: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) return day;
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  return format.format(ms);
}
