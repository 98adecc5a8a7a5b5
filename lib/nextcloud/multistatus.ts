import { UpstreamError } from "#lib/core/errors.ts";
import { NS } from "./namespaces.ts";
import { childOf, parseXml, type XmlElement } from "./xml.ts";

/** One `<response>` of a multistatus (RFC 4918 14.24). */
export interface DavResponse {
  /** As the server wrote it. */
  href: string;
  /** The status of the response itself; null where only its properties have one. */
  status: number | null;
  /** The properties answered with 2xx. */
  props: XmlElement[];
  /** The `<error>` element, where one explains the status. */
  error: XmlElement | null;
}

export interface Multistatus {
  responses: DavResponse[];
  /** RFC 6578; null when the answer carries none. */
  syncToken: string | null;
}

/** Parses a multistatus. Throws UpstreamError `malformed` for anything else (`html`, `xml`, `not-multistatus`). */
export function parseMultistatus(text: string): Multistatus {
  const root = parseXml(text);
  if (root.name !== "multistatus" || root.namespace !== NS.dav)
    throw new UpstreamError({
      service: "nextcloud",
      kind: "malformed",
      reason: "not-multistatus",
      message: "The server answered with other XML than CalDAV asks for.",
    });
  const responses = root.children
    .filter((child) => child.name === "response" && child.namespace === NS.dav)
    .flatMap(readResponse);
  const syncToken = childOf(root, NS.dav, "sync-token")?.text.trim() ?? "";
  return { responses, syncToken: syncToken === "" ? null : syncToken };
}

/** The property's element among those answered with 2xx. */
export function propOf(response: DavResponse, namespace: string, name: string): XmlElement | undefined {
  return response.props.find((prop) => prop.name === name && prop.namespace === namespace);
}

/** The property's trimmed text; null when absent or empty. */
export function propText(response: DavResponse, namespace: string, name: string): string | null {
  const text = propOf(response, namespace, name)?.text.trim() ?? "";
  return text === "" ? null : text;
}

/** A response may name several hrefs with one status (RFC 4918 14.24). */
function readResponse(element: XmlElement): DavResponse[] {
  const status = statusCode(childOf(element, NS.dav, "status"));
  const error = childOf(element, NS.dav, "error") ?? null;
  const props = element.children
    .filter((child) => child.name === "propstat" && child.namespace === NS.dav)
    .filter((propstat) => isSuccess(statusCode(childOf(propstat, NS.dav, "status"))))
    .flatMap((propstat) => childOf(propstat, NS.dav, "prop")?.children ?? []);
  return element.children
    .filter((child) => child.name === "href" && child.namespace === NS.dav)
    .map((child) => ({ href: child.text.trim(), status, props, error }));
}

function statusCode(element: XmlElement | undefined): number | null {
  const code = /^\s*HTTP\/\d(?:\.\d)?\s+(\d{3})\b/.exec(element?.text ?? "")?.[1];
  return code ? Number(code) : null;
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
