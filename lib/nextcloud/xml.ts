import { UpstreamError } from "#lib/core/errors.ts";
import { MarkupError, readMarkup, type XmlElement } from "./read-markup.ts";

export type { XmlElement } from "./read-markup.ts";

/** Parses a whole document. Throws UpstreamError `malformed` with reason `html`, `doctype` or `xml`. */
export function parseXml(answer: string): XmlElement {
  // Broken installations write blank lines, or a byte order mark, before the declaration.
  const text = answer.trimStart();
  const head = text.slice(0, 2_000);
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype\s+html|<html)/i.test(head))
    throw htmlInsteadOfXml();
  if (/<!DOCTYPE/i.test(head))
    throw malformed("doctype", "The server's answer declares a document type, which is not accepted.");
  try {
    return readMarkup(text);
  } catch (error) {
    // An error message behind the answer, too: the server failed while it was still writing.
    if (error instanceof MarkupError) throw incompleteXml(error);
    throw error;
  }
}

function incompleteXml(cause?: unknown): UpstreamError {
  const message = "The server's answer is not complete XML. It may have been cut off on the way.";
  return malformed("xml", message, cause);
}

/** The error for a web page (a login form, a proxy's message) where XML was expected. */
export function htmlInsteadOfXml(): UpstreamError {
  return malformed("html", "The server answered with a web page where calendar data was expected.");
}

/** The first child element of that name, or undefined. */
export function childOf(
  element: XmlElement | undefined,
  namespace: string,
  name: string,
): XmlElement | undefined {
  return element?.children.find((child) => child.name === name && child.namespace === namespace);
}

/** Whether the element itself or anything in it has that name, in any namespace. */
export function containsElement(element: XmlElement, name: string): boolean {
  return element.name === name || element.children.some((child) => containsElement(child, name));
}

function malformed(reason: string, message: string, cause?: unknown): UpstreamError {
  return new UpstreamError({ service: "nextcloud", kind: "malformed", reason, message, cause });
}
