/**
 * Whether an account at Nextcloud looks like this person's own: by mail, by name, or by an id that is the name or the
 * mail. Only decides whether to ask: a browser may be signed in to Nextcloud as somebody else.
 */
export function looksLikeOwn(
  person: { email: string; name: string },
  account: { id: string; displayName: string; email: string | null },
): boolean {
  const email = plain(person.email);
  const localPart = email.split("@")[0] ?? email;
  const names = new Set([plain(person.name), localPart, email].filter((name) => name !== ""));
  if (account.email !== null && plain(account.email) === email) return true;
  return names.has(plain(account.id)) || plain(account.displayName) === plain(person.name);
}

function plain(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
