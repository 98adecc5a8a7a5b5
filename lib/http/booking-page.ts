/** The page a booking form says it stands on, to lead back to; null for what is none of ours. */
export function bookingPage(page: unknown): string | null {
  if (typeof page !== "string" || page.length > 300) return null;
  return /^\/(book|embed\/booking)(\/[\w.~%-]+){2,3}$/.test(page) && !page.includes("..") ? page : null;
}
