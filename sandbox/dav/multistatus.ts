import { escapeXml } from "./escape-xml.ts";
import { davNs, declaredPrefixes } from "./namespaces.ts";

export type PropertyName = { namespace: string; name: string };

/** A property of a resource: its name and its content as ready XML. */
export type Property = PropertyName & { xml: string };

/** One resource in an answer: its encoded path and all properties it has. */
export type DavResource = { href: string; properties: Property[] };

function element(property: PropertyName, xml: string): string {
  const declared = declaredPrefixes.get(property.namespace);
  const prefix = declared ?? "x1";
  const declaration = declared === undefined ? ` xmlns:x1="${escapeXml(property.namespace)}"` : "";
  const tag = `${prefix}:${property.name}`;
  return xml === "" ? `<${tag}${declaration}/>` : `<${tag}${declaration}>${xml}</${tag}>`;
}

function propstat(status: string, elements: string[]): string {
  if (elements.length === 0) return "";
  return `<d:propstat><d:prop>${elements.join("")}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`;
}

/**
 * The `<d:response>` of a resource for the properties asked for: those it has under 200, the others under 404
 * (RFC 4918, section 9.1). `requested` undefined is `allprop`: the plain DAV properties.
 */
export function resourceResponse(resource: DavResource, requested: PropertyName[] | undefined): string {
  const found: string[] = [];
  const missing: string[] = [];
  const wanted = requested ?? resource.properties.filter((property) => property.namespace === davNs);
  for (const name of wanted) {
    const property = resource.properties.find(
      (candidate) => candidate.namespace === name.namespace && candidate.name === name.name,
    );
    if (property === undefined) missing.push(element(name, ""));
    else found.push(element(property, property.xml));
  }
  const stats = propstat("200 OK", found) + propstat("404 Not Found", missing);
  return `<d:response><d:href>${escapeXml(resource.href)}</d:href>${stats}</d:response>`;
}

/** A member that is gone, in the shape of Nextcloud's sync answers (the stray 418 included). */
export function goneResponse(href: string): string {
  return (
    `<d:response><d:status>HTTP/1.1 404 Not Found</d:status><d:href>${escapeXml(href)}</d:href>` +
    `<d:propstat><d:prop/><d:status>HTTP/1.1 418 I'm a teapot</d:status></d:propstat></d:response>`
  );
}

/** The whole 207 document. `tail` is XML after the responses, such as a sync token. */
export function multistatus(responses: string[], tail = ""): string {
  const declarations = [...declaredPrefixes].map(([namespace, prefix]) => ` xmlns:${prefix}="${namespace}"`);
  return `<?xml version="1.0"?>\n<d:multistatus${declarations.join("")}>${responses.join("")}${tail}</d:multistatus>\n`;
}
