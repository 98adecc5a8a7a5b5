/** As FreeScout keeps and compares mail addresses. */
export function storedEmail(email: string): string {
  return email.trim().toLowerCase();
}
