import { containsElement, parseXml } from "./xml.ts";

/** Whether an error answer names that failed precondition (RFC 4918 16), such as `valid-sync-token`. */
export function namesPrecondition(text: string, precondition: string): boolean {
  if (!text.includes(precondition)) return false;
  try {
    return containsElement(parseXml(text), precondition);
  } catch {
    return false;
  }
}
