/** How addresses and numbers are compared. Both keys are "" where there is nothing to compare by. */

/** An address without its case. Nothing else is the same mailbox everywhere: no dots or tags are taken off. */
export function emailKey(email: string): string {
  return email.normalize("NFC").trim().toLowerCase();
}

export interface PhoneDigits {
  /** Without `+`, `00` or the 0 in front of a number dialled within its country. */
  digits: string;
  /** With its country; without (a leading 0); or written so that one cannot tell. */
  kind: "international" | "national" | "unknown";
}

/** `+43 (0)660/123` → 43660123, international; `0660 123` → 660123, national. */
export function readPhone(phone: string): PhoneDigits {
  const text = phone.normalize("NFKC").trim();
  const digits = text.replace(/\D/g, "");
  const bare = text.replace(/\(0\)/, "").replace(/\D/g, "");
  if (/^\(?\+/.test(text)) return { digits: bare.replace(/^0+/, ""), kind: "international" };
  if (digits.startsWith("00")) return { digits: bare.replace(/^0+/, ""), kind: "international" };
  if (digits.startsWith("0")) return { digits: digits.slice(1), kind: "national" };
  return { digits, kind: "unknown" };
}

/** So many digits at the end tell numbers apart, whatever stands before them. */
const KEY_DIGITS = 9;
const MAX_DIGITS = 20;
const MAX_COUNTRY_DIGITS = 3;

/**
 * The last nine digits, without the 0 or country in front: `+43 660 1234567`, `0660/1234567` and `0043 660 1234567`
 * share one. Shorter numbers have none, because too many people would share them. Two numbers of one key are the same
 * only if `samePhone` says so.
 */
export function phoneKey(phone: string): string {
  const { digits } = readPhone(phone);
  return digits.length >= KEY_DIGITS && digits.length <= MAX_DIGITS ? digits.slice(-KEY_DIGITS) : "";
}

/**
 * Whether two numbers are one: equal where both name their country or neither does; otherwise the shorter one is the
 * end of the longer, and what the longer has more may be a country's digits.
 */
export function samePhone(a: string, b: string): boolean {
  if (phoneKey(a) === "" || phoneKey(a) !== phoneKey(b)) return false;
  const [one, other] = [readPhone(a), readPhone(b)];
  if (one.digits === other.digits) return true;
  if (one.kind === other.kind && one.kind !== "unknown") return false;
  const [short, long] = one.digits.length < other.digits.length ? [one, other] : [other, one];
  if (short.kind === "international" || long.kind === "national") return false;
  return long.digits.endsWith(short.digits) && long.digits.length - short.digits.length <= MAX_COUNTRY_DIGITS;
}
