import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import { badRequest } from "./dav-error.ts";

/** An element with its namespace resolved. `text` is the character data of the element itself. */
export type XmlElement = {
  namespace: string;
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

const nodeSchema = z.record(z.string(), z.unknown());
const attributesSchema = z.record(z.string(), z.coerce.string());
const maxDepth = 32;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

function toElement(
  node: unknown,
  inherited: Record<string, string>,
  depth: number,
): XmlElement | string | undefined {
  const record = nodeSchema.parse(node);
  const tag = Object.keys(record).find((key) => key !== ":@");
  if (tag === undefined) return undefined;
  if (tag === "#text") return String(record[tag]);
  if (depth > maxDepth) throw badRequest("The XML is nested too deeply");
  const attributes = attributesSchema.parse(record[":@"] ?? {});
  const prefixes = { ...inherited };
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "xmlns") prefixes[""] = value;
    else if (name.startsWith("xmlns:")) prefixes[name.slice(6)] = value;
  }
  const colon = tag.indexOf(":");
  const prefix = colon < 0 ? "" : tag.slice(0, colon);
  const element: XmlElement = {
    namespace: prefixes[prefix] ?? "",
    name: tag.slice(colon + 1),
    attributes,
    children: [],
    text: "",
  };
  for (const child of z.array(z.unknown()).parse(record[tag])) {
    const value = toElement(child, prefixes, depth + 1);
    if (typeof value === "string") element.text += value;
    else if (value !== undefined) element.children.push(value);
  }
  return element;
}

/** The root element of a request body. Throws 400 when the body is not well-formed XML. */
export function parseXml(text: string): XmlElement {
  if (XMLValidator.validate(text) !== true) throw badRequest("The request body is not well-formed XML");
  const roots = z
    .array(z.unknown())
    .parse(parser.parse(text))
    .map((node) => toElement(node, {}, 0));
  const root = roots.find((node) => typeof node === "object");
  if (root === undefined) throw badRequest("The request body holds no XML element");
  return root;
}

/** The first child of that name, whatever its prefix was. */
export function childOf(element: XmlElement, namespace: string, name: string): XmlElement | undefined {
  return element.children.find((child) => child.namespace === namespace && child.name === name);
}
