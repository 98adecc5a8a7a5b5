import { zoneCity } from "#lib/core/zone-city.ts";

export { zoneCity };

/** Every zone this runtime knows by name; UTC among them. */
export function allZones(): string[] {
  const zones = Intl.supportedValuesOf("timeZone");
  return zones.includes("UTC") ? zones : [...zones, "UTC"];
}

function plain(text: string): string {
  return text
    .trim()
    .normalize("NFD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[\s_-]+/g, " ")
    .toLowerCase();
}

/** The IANA zone somebody means: its name, in any case, or its city in English or German ("wien", "New York"). */
export function findZone(typed: string): string | null {
  const text = typed.trim();
  if (text.length > 64 || !/^\p{Letter}/u.test(text)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions();
    // Old names keep the name that was asked for: Kolkata was Calcutta once.
    return plain(timeZone) === plain(text) ? timeZone : text;
  } catch {
    // No zone of that name: perhaps a city.
  }
  const wanted = plain(text);
  return (
    allZones().find(
      (zone) => plain(zoneCity(zone, "en")) === wanted || plain(zoneCity(zone, "de")) === wanted,
    ) ?? null
  );
}

/** Zones the console offers to choose from, west to east. */
export const offeredZones: readonly string[] = [
  "America/Los_Angeles",
  "America/Denver",
  "America/Chicago",
  "America/New_York",
  "America/Sao_Paulo",
  "UTC",
  "Europe/Lisbon",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Madrid",
  "Europe/Paris",
  "Europe/Rome",
  "Europe/Stockholm",
  "Europe/Vienna",
  "Europe/Zurich",
  "Europe/Athens",
  "Europe/Helsinki",
  "Europe/Istanbul",
  "Asia/Dubai",
  "Asia/Kolkata",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Australia/Sydney",
  "Pacific/Auckland",
];
