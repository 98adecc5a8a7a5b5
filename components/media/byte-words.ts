const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "1.4 MB", "512 byte" as people of that language write it; steps of 1000, as phones and Nextcloud's web page count. */
export function byteWords(bytes: number, locale: string): string {
  let value = Math.max(0, bytes);
  let step = 0;
  while (value >= 999.5 && step < UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return new Intl.NumberFormat(locale === "de" ? "de" : "en-GB", {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 || value >= 99.5 ? 0 : 1,
  }).format(value);
}

export type TimeLeft = { unit: "seconds" | "minutes" | "hours"; value: number };

/** What is left in a unit people can use: seconds in steps of five, so that the words do not flicker. */
export function timeLeft(seconds: number): TimeLeft {
  if (seconds < 55) return { unit: "seconds", value: Math.max(5, Math.ceil(seconds / 5) * 5) };
  if (seconds < 55 * 60) return { unit: "minutes", value: Math.max(1, Math.round(seconds / 60)) };
  return { unit: "hours", value: Math.max(1, Math.round(seconds / 3600)) };
}
