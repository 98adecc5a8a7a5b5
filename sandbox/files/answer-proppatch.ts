import type { IncomingMessage, ServerResponse } from "node:http";
import { badRequest } from "#sandbox/dav/dav-error.ts";
import { multistatus, type Property, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { davNs } from "#sandbox/dav/namespaces.ts";
import { childOf, parseXml } from "#sandbox/dav/parse-xml.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { fileHref } from "./answer-files-propfind.ts";
import { sendDav, xmlType } from "./dav-answer.ts";
import { existing, type FileTarget } from "./file-target.ts";

/** PROPPATCH is agreed to in Nextcloud's shape and kept nowhere: nothing asks for what it sets. */
export async function answerProppatch(
  request: IncomingMessage,
  response: ServerResponse,
  target: FileTarget,
) {
  const stats = existing(target);
  const root = parseXml((await readBody(request)).toString("utf8"));
  if (root.namespace !== davNs || root.name !== "propertyupdate")
    throw badRequest("This is no propertyupdate element");
  const properties: Property[] = root.children
    .flatMap((change) => childOf(change, davNs, "prop")?.children ?? [])
    .map(({ namespace, name }) => ({ namespace, name, xml: "" }));
  const href = fileHref(target.user, target.segments, stats.isDirectory());
  const xml = multistatus([resourceResponse({ href, properties }, properties)]);
  sendDav(response, 207, { "Content-Type": xmlType }, xml);
}
