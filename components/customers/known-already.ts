import type { CustomerChoice } from "./read-customers.ts";

/** Fewer digits than this are still being typed. */
const FEWEST_DIGITS = 6;

const digits = (phone: string) => phone.replace(/\D/g, "").replace(/^0+/, "");

/** What is worth searching for of a typed address: the whole of it, once it looks like one. */
export function soughtEmail(email: string): string {
  const typed = email.trim().toLowerCase();
  return /^\S+@\S+\.\S{2,}$/.test(typed) ? typed : "";
}

/** What is worth searching for of a typed number: once it has enough digits. */
export function soughtPhone(phone: string): string {
  return digits(phone).length >= FEWEST_DIGITS ? phone.trim() : "";
}

/**
 * Who of those found has the typed address or number. Country codes are often left out, so one number may end with the
 * other. What counts in the end is decided by the server when it is saved.
 */
export function knownAlready(
  found: readonly CustomerChoice[],
  email: string,
  phone: string,
): (CustomerChoice & { by: "email" | "phone" })[] {
  const [soughtE, soughtP] = [soughtEmail(email), digits(soughtPhone(phone))];
  const known: (CustomerChoice & { by: "email" | "phone" })[] = [];
  for (const customer of found) {
    if (known.some(({ id }) => id === customer.id)) continue;
    const theirs = digits(customer.phone);
    if (soughtE !== "" && customer.email.toLowerCase() === soughtE) known.push({ ...customer, by: "email" });
    else if (
      soughtP !== "" &&
      theirs.length >= FEWEST_DIGITS &&
      (theirs.endsWith(soughtP) || soughtP.endsWith(theirs))
    )
      known.push({ ...customer, by: "phone" });
  }
  return known;
}
