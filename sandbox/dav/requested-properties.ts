import { badRequest } from "./dav-error.ts";
import type { PropertyName } from "./multistatus.ts";
import { davNs } from "./namespaces.ts";
import { childOf, parseXml, type XmlElement } from "./parse-xml.ts";

const maxProperties = 200;

/** The names inside a `<d:prop>`; undefined where there is none (allprop). */
export function requestedProperties(parent: XmlElement): PropertyName[] | undefined {
  const prop = childOf(parent, davNs, "prop");
  if (prop !== undefined && prop.children.length > maxProperties) throw badRequest("Too many properties");
  return prop?.children.map(({ namespace, name }) => ({ namespace, name }));
}

/** The properties a PROPFIND body asks for; an empty body is allprop (RFC 4918, section 9.1). */
export function propfindProperties(body: string): PropertyName[] | undefined {
  if (body.trim() === "") return undefined;
  const root = parseXml(body);
  if (root.namespace !== davNs || root.name !== "propfind") throw badRequest("This is no propfind element");
  return requestedProperties(root);
}
