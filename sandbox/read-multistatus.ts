import { davNs } from "#sandbox/dav/namespaces.ts";
import { childOf, parseXml, type XmlElement } from "#sandbox/dav/parse-xml.ts";

/** One response of a 207: its properties by local name, those found and those missing. */
export type MultistatusItem = {
  href: string;
  status: string | undefined;
  found: Map<string, XmlElement>;
  missing: string[];
};

const textOf = (element: XmlElement, name: string) => childOf(element, davNs, name)?.text;

/** Reads a 207 document for a test, whatever prefixes it uses. */
export function readMultistatus(xml: string): { items: MultistatusItem[]; syncToken: string | undefined } {
  const root = parseXml(xml);
  const items = root.children
    .filter((child) => child.namespace === davNs && child.name === "response")
    .map((response) => {
      const item: MultistatusItem = {
        href: textOf(response, "href") ?? "",
        status: textOf(response, "status"),
        found: new Map(),
        missing: [],
      };
      for (const propstat of response.children.filter((child) => child.name === "propstat")) {
        const properties = childOf(propstat, davNs, "prop")?.children ?? [];
        const status = textOf(propstat, "status") ?? "";
        if (status.includes(" 200 "))
          for (const property of properties) item.found.set(property.name, property);
        if (status.includes(" 404 ")) item.missing.push(...properties.map((property) => property.name));
      }
      return item;
    });
  return { items, syncToken: textOf(root, "sync-token") };
}

/** Exception and message of a sabre/dav error document. */
export function readDavError(xml: string): { exception: string; message: string; others: string[] } {
  const root = parseXml(xml);
  const text = (name: string) => root.children.find((child) => child.name === name)?.text ?? "";
  const others = root.children
    .map((child) => child.name)
    .filter((name) => name !== "exception" && name !== "message");
  return { exception: text("exception"), message: text("message"), others };
}
