import { hourMs, minuteMs } from "./civil-time.ts";
import { windowsZones } from "./windows-zones.ts";
import { ianaZone, utc, type Zone } from "./zone.ts";

const maxCachedNames = 2_000;
const maxNameLength = 300;
const maxPlaces = 12;
const resolved = new Map<string, Zone | null>();
const byWindowsName = new Map(Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone]));

/**
 * IANA names without a slash that mean one zone. Runtimes also take abbreviations such as CST, IST or BST, each
 * for one of the several zones it stands for (BST for Dhaka): those are left to the VTIMEZONE in the file.
 */
const plainNames = new Set(
  `cet met eet wet est mst hst est5edt cst6cdt mst7mdt pst8pdt gmt uct utc zulu universal greenwich gmt0 cuba egypt
  eire gb gb-eire hongkong iceland iran israel jamaica japan kwajalein libya navajo nz nz-chat poland portugal prc
  roc rok singapore turkey w-su`.split(/\s+/),
);
const utcNames = new Set(["z", "utc", "gmt", "etc/utc", "coordinated universal time", "greenwich", "zulu"]);
const regions = ["Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"];

/** Outlook's names of the American zones, which name no city: `(UTC-05:00) Eastern Time (US & Canada)`. */
const outlookTimes = new Map([
  ["eastern time", "America/New_York"],
  ["central time", "America/Chicago"],
  ["mountain time", "America/Denver"],
  ["pacific time", "America/Los_Angeles"],
  ["atlantic time", "America/Halifax"],
  ["alaska", "America/Anchorage"],
  ["hawaii", "Pacific/Honolulu"],
  ["arizona", "America/Phoenix"],
  ["indiana", "America/Indianapolis"],
  ["newfoundland", "America/St_Johns"],
  ["saskatchewan", "America/Regina"],
  ["west central africa", "Africa/Lagos"],
  ["new delhi", "Asia/Kolkata"],
  ["beijing", "Asia/Shanghai"],
  ["abu dhabi", "Asia/Dubai"],
  ["bern", "Europe/Zurich"],
]);

/**
 * The zone a TZID means, or null: an IANA name in any case, one behind a vendor's path
 * (`/mozilla.org/20050126_1/Europe/Vienna`), a Windows name, or Outlook's `(UTC+01:00) Amsterdam, Berlin, …`.
 */
export function resolveZone(tzid: string): Zone | null {
  const known = resolved.get(tzid);
  if (known !== undefined) return known;
  if (tzid.length > maxNameLength) return null;
  const zone = find(tzid.replaceAll('"', "").replaceAll("\\,", ",").trim());
  if (resolved.size >= maxCachedNames) resolved.clear();
  resolved.set(tzid, zone);
  return zone;
}

function find(name: string): Zone | null {
  const key = name.toLowerCase();
  if (utcNames.has(key) || /^tzone:\/\/microsoft\/utc$/.test(key)) return utc;
  const windows = byWindowsName.get(key);
  if (windows) return ianaZone(windows);
  return byIanaName(name) ?? byPath(name) ?? byOutlookName(name);
}

function byIanaName(name: string): Zone | null {
  const key = name.toLowerCase();
  const offset = /^(?:utc|gmt)?([+-]\d{2}):?(\d{2})$/.exec(key);
  if (offset) return ianaZone(`${offset[1]}:${offset[2]}`);
  if (!/^[a-z][a-z0-9_+/-]*$/.test(key)) return null;
  return key.includes("/") || plainNames.has(key) ? ianaZone(name) : null;
}

function byPath(name: string): Zone | null {
  const segments = name.split("/").filter((segment) => segment !== "");
  for (const length of [3, 2, 1]) {
    if (segments.length <= length) continue;
    const tail = segments.slice(-length).join("/").replaceAll(" ", "_");
    const zone = byIanaName(tail) ?? (length === 1 && utcNames.has(tail.toLowerCase()) ? utc : null);
    if (zone) return zone;
  }
  return null;
}

function byOutlookName(name: string): Zone | null {
  const parts = /^\((?:UTC|GMT)(?:([+-])(\d{1,2})[:.](\d{2}))?\)\s*(.+)$/i.exec(name);
  if (!parts) return byIanaName(name.replace(/\s*\(.*\)$/, "").replaceAll(" ", "_"));
  const [, sign, hours, minutes, places] = parts;
  const offset =
    (sign === "-" ? -1 : 1) * (Number(hours ?? "0") * hourMs + Number(minutes ?? "0") * minuteMs);
  for (const place of (places ?? "").split(/[,:/;]/, maxPlaces)) {
    const city = place.trim().replace(/\s*\(.*$/, "");
    const named = outlookTimes.get(city.toLowerCase()) ?? windowsZones[`${city} Standard Time`];
    const candidates = named ? [named] : regions.map((region) => `${region}/${city.replaceAll(" ", "_")}`);
    for (const candidate of candidates) {
      const zone = /^[A-Za-z_/-]+$/.test(candidate) ? ianaZone(candidate) : null;
      if (zone && hasStandardOffset(zone, offset)) return zone;
    }
  }
  if (/coordinated universal time/i.test(name)) return utc;
  return null;
}

/** Whether a zone is that far from UTC in some part of 2024: a city of the same name elsewhere is not. */
function hasStandardOffset(zone: Zone, offset: number): boolean {
  return zone.offsetAt(Date.UTC(2024, 0, 15)) === offset || zone.offsetAt(Date.UTC(2024, 6, 15)) === offset;
}
