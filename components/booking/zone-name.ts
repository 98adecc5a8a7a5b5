/** Cities whose German name differs from the zone's own. */
const german: Record<string, string> = {
  Athens: "Athen",
  Belgrade: "Belgrad",
  Brussels: "Brüssel",
  Bucharest: "Bukarest",
  Cairo: "Kairo",
  Copenhagen: "Kopenhagen",
  Kiev: "Kiew",
  Kyiv: "Kiew",
  Lisbon: "Lissabon",
  Luxembourg: "Luxemburg",
  Moscow: "Moskau",
  Prague: "Prag",
  Rome: "Rom",
  Singapore: "Singapur",
  Tokyo: "Tokio",
  Vienna: "Wien",
  Warsaw: "Warschau",
  Zurich: "Zürich",
};

/** The city a zone is called after: "Vienna" for `Europe/Vienna`, "New York" for `America/New_York`. */
export function zoneCity(zone: string, locale: string): string {
  const name = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  return locale === "de" ? (german[name] ?? name) : name;
}

/** Zones offered to choose from, west to east; others are taken from the browser or the address. */
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
