import type { ContactDraft } from "./contact-fields.tsx";

/** A new customer begun from what was searched for: an address, a number, or else a name. */
export function draftFrom(sought: string): ContactDraft & { tags: string[]; note: string } {
  const empty = { name: "", email: "", phone: "", tags: [], note: "" };
  const typed = sought.trim();
  if (typed.includes("@")) return { ...empty, email: typed };
  if (/^[+\d][\d\s()/.-]{4,}$/.test(typed)) return { ...empty, phone: typed };
  return { ...empty, name: typed };
}
