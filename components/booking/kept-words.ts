/**
 * Keeps what a customer types in this tab until the request is through, so that a reload or a detour loses nothing. The
 * public forms share it: who changes from booking a time to telling an idea keeps the name and the words. A form with a
 * name, as one that stands beside another, has words of its own, and days and ticks too.
 */

const key = "parlour-request";
/** A tab left open on a shared computer gives nothing away for longer. */
const KEPT_MS = 4 * 3_600_000;
const typed = ["text", "email", "tel", "search", "url", "number"];
const chosen = ["date", "checkbox"];

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Words = Record<string, string[]>;

interface Keeping {
  name?: string | undefined;
  nowMs?: number;
}

const keyOf = (name: string | undefined) => (name === undefined ? key : `${key}-${name}`);

const isTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && control.type === "checkbox";
const isDay = (control: Control) => control instanceof HTMLInputElement && control.type === "date";

/** What somebody fills in: no hidden field, no file, and not the trap for robots. */
function controls(form: HTMLFormElement, name: string | undefined): Control[] {
  const types = name === undefined ? typed : [...typed, ...chosen];
  return [...form.elements].filter((element): element is Control => {
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
      return element.name !== "";
    return (
      element instanceof HTMLInputElement &&
      element.name !== "" &&
      element.name !== "website" &&
      types.includes(element.type)
    );
  });
}

/** Stores the words of a form. A browser that refuses to store is not in the way. */
export function keepWords(form: HTMLFormElement, { name, nowMs = Date.now() }: Keeping = {}): void {
  const own: Words = {};
  for (const control of controls(form, name)) {
    const said = isTick(control) && !control.checked ? "" : control.value;
    own[control.name] = [...(own[control.name] ?? []), said];
  }
  try {
    const words = { ...readWords(name, nowMs), ...own };
    sessionStorage.setItem(keyOf(name), JSON.stringify({ savedAt: nowMs, words }));
  } catch {
    // Private windows may forbid it.
  }
}

/** Fills empty fields of a form with the words kept. What was folded away and has words again unfolds. */
export function restoreWords(form: HTMLFormElement, { name, nowMs = Date.now() }: Keeping = {}): void {
  const words = readWords(name, nowMs);
  const seen = new Map<string, number>();
  for (const control of controls(form, name)) {
    const index = seen.get(control.name) ?? 0;
    seen.set(control.name, index + 1);
    const value = words[control.name]?.[index];
    if (isTick(control)) {
      if (value !== undefined) control.checked = value !== "";
      continue;
    }
    // A day is suggested already; what was chosen in its place comes back.
    if (!value || (control.value !== "" && !isDay(control))) continue;
    control.value = value;
    // A select without such an option stays as it is.
    if (control.value === value) control.closest("details")?.setAttribute("open", "");
    else if (control instanceof HTMLSelectElement) control.value = "";
  }
}

/** Of all forms. */
export function forgetWords(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(key)) sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept, then.
  }
}

function readWords(name: string | undefined, nowMs: number): Words {
  let kept: unknown;
  try {
    kept = JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "null");
  } catch {
    return {};
  }
  if (typeof kept !== "object" || kept === null || !("savedAt" in kept) || !("words" in kept)) return {};
  const { savedAt, words } = kept;
  if (typeof savedAt !== "number" || Math.abs(nowMs - savedAt) > KEPT_MS) return {};
  if (typeof words !== "object" || words === null) return {};
  return Object.fromEntries(
    Object.entries(words).flatMap(([name, values]: [string, unknown]): [string, string[]][] =>
      Array.isArray(values) && values.every((value) => typeof value === "string") ? [[name, values]] : [],
    ),
  );
}
