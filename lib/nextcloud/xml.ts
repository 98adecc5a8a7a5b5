import { XMLParser, XMLValidator } from "fast-xml-parser";
import { UpstreamError } from "#lib/core/errors.ts";

/** An element with its namespace resolved; `text` is the text directly inside it, untrimmed. */
export interface XmlElement {
  namespace: string;
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const MAX_DEPTH = 64;

/**
 * Values stay text (`2027` is a display name, `1e5` an etag). The parser expands no entity: the five of XML and
 * numeric references are decoded here, and a document that declares its own is refused.
 */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  processEntities: false,
  trimValues: false,
  parseTagValue: false,
  cdataPropName: "__cdata",
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Parses a whole document. Throws UpstreamError `malformed` with reason `html`, `doctype` or `xml`. */
export function parseXml(answer: string): XmlElement {
  // Broken installations write blank lines, or a byte order mark, before the declaration.
  const text = answer.trimStart();
  const head = text.slice(0, 2_000);
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype\s+html|<html)/i.test(head))
    throw htmlInsteadOfXml();
  if (/<!DOCTYPE/i.test(head))
    throw malformed("doctype", "The server's answer declares a document type, which is not accepted.");
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw incompleteXml(new Error(valid.err.msg));
  const [root, second] = readNodes(parseOrdered(text), new Map([["", ""]]), 0).children;
  // An error message behind the answer: the server failed while it was still writing.
  if (!root || second) throw incompleteXml();
  return root;
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

function parseOrdered(text: string): unknown {
  try {
    return parser.parse(text);
  } catch (cause) {
    throw malformed("xml", "The server's answer could not be read as XML.", cause);
  }
}

function readNodes(
  nodes: unknown,
  scope: ReadonlyMap<string, string>,
  depth: number,
): { children: XmlElement[]; text: string } {
  if (depth > MAX_DEPTH) throw malformed("xml", "The server's answer is nested too deeply.");
  const children: XmlElement[] = [];
  let text = "";
  for (const node of Array.isArray(nodes) ? nodes : []) {
    for (const [key, value] of Object.entries(isRecord(node) ? node : {})) {
      if (key === ":@") continue;
      if (key === "#text") text += decodeEntities(String(value));
      else if (key === "__cdata") text += cdataText(value);
      else children.push(readElement(key, value, attributesOf(isRecord(node) ? node : {}), scope, depth));
    }
  }
  return { children, text };
}

function readElement(
  tag: string,
  content: unknown,
  attributes: Record<string, string>,
  outer: ReadonlyMap<string, string>,
  depth: number,
): XmlElement {
  const declared = Object.entries(attributes).filter(
    ([name]) => name === "xmlns" || name.startsWith("xmlns:"),
  );
  // Most elements declare nothing and share their parent's scope: a listing holds tens of thousands of them.
  const scope =
    declared.length === 0
      ? outer
      : new Map([
          ...outer,
          ...declared.map(([name, uri]): [string, string] => [name.slice("xmlns:".length), uri]),
        ]);
  const colon = tag.indexOf(":");
  const prefix = colon < 0 ? "" : tag.slice(0, colon);
  return {
    namespace: scope.get(prefix) ?? "",
    name: colon < 0 ? tag : tag.slice(colon + 1),
    attributes,
    ...readNodes(content, scope, depth + 1),
  };
}

function attributesOf(node: Record<string, unknown>): Record<string, string> {
  const raw = node[":@"];
  if (!isRecord(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, decodeEntities(String(value))]),
  );
}

function cdataText(value: unknown): string {
  if (!Array.isArray(value)) return "";
  return value.map((part) => (isRecord(part) ? String(part["#text"] ?? "") : "")).join("");
}

const PREDEFINED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return PREDEFINED.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(reason: string, message: string, cause?: unknown): UpstreamError {
  return new UpstreamError({ service: "nextcloud", kind: "malformed", reason, message, cause });
}
