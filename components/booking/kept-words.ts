/** Keeps what a customer types in this tab until the request is through, so that a reload or a detour loses nothing. */

const key = "parlour-request";
const fields = ["clientName", "clientEmail", "clientPhone", "description"] as const;

/** Stores the words of a form. A browser that refuses to store is not in the way. */
export function keepWords(form: HTMLFormElement): void {
  const data = new FormData(form);
  try {
    sessionStorage.setItem(
      key,
      JSON.stringify(Object.fromEntries(fields.map((name) => [name, String(data.get(name) ?? "")]))),
    );
  } catch {
    // Private windows may forbid it.
  }
}

/** Fills empty fields of a form with the words kept. */
export function restoreWords(form: HTMLFormElement): void {
  let kept: unknown;
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return;
  }
  if (typeof kept !== "object" || kept === null) return;
  for (const name of fields) {
    const value: unknown = Reflect.get(kept, name);
    const control = form.elements.namedItem(name);
    if (typeof value !== "string" || !value) continue;
    if (
      (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) &&
      control.value === ""
    )
      control.value = value;
  }
}

export function forgetWords(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept, then.
  }
}
