import type { CalendarUser } from "#lib/ical/calendar-user.ts";

/** Who writes where nobody was named: a mail has a sender, and an invitation an organizer. */
export const LOCAL_SENDER: CalendarUser = { name: "", email: "parlour@localhost" };

/** Whose name is on the mails: `MAIL_FROM` as `Name <address>` or an address alone; null where nobody set one. */
export function mailSender(env: { MAIL_FROM?: string | undefined }): CalendarUser | null {
  const from = env.MAIL_FROM?.trim() ?? "";
  const named = /^(.*)<([^<>\s]+@[^<>\s]+)>$/s.exec(from);
  if (named) return { name: (named[1] ?? "").trim().replace(/^"(.*)"$/, "$1"), email: named[2] ?? "" };
  return /^[^<>\s]+@[^<>\s]+$/.test(from) ? { name: "", email: from } : null;
}
