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
