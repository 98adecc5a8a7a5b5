import type FileSystemAdapter from "@nephele/adapter-file-system";
import type { RequestHandler } from "express";
import { notFound } from "#sandbox/dav/dav-error.ts";
import { davRoot, davSegments, encodeSegment } from "#sandbox/dav/dav-path.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import { type DavResource, multistatus, type Property, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { davNs, nextcloudNs, ownCloudNs } from "#sandbox/dav/namespaces.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { propfindProperties } from "#sandbox/dav/requested-properties.ts";
import type { CloudUser } from "#sandbox/users.ts";

type FileResource = Awaited<ReturnType<FileSystemAdapter["getResource"]>>;

/** A file or folder with the properties Nextcloud gives it, under Nextcloud's kind of href. */
async function fileResource(resource: FileResource, owner: CloudUser): Promise<DavResource> {
  const { path } = resource;
  const stats = await resource.getStats();
  const folder = stats.isDirectory();
  const segments = path.split("/").filter((segment) => segment !== "");
  const href = [davRoot, "files", owner.id, ...segments.map(encodeSegment)].join("/");
  const dav = (name: string, xml: string): Property => ({ namespace: davNs, name, xml });
  const ownCloud = (name: string, xml: string): Property => ({ namespace: ownCloudNs, name, xml });
  const properties = [
    dav("getlastmodified", stats.mtime.toUTCString()),
    dav("getetag", escapeXml(`"${await resource.getEtag()}"`)),
    dav("resourcetype", folder ? "<d:collection/>" : ""),
    ownCloud("id", `${String(stats.ino).padStart(8, "0")}ocsandbox`),
    ownCloud("fileid", String(stats.ino)),
    ownCloud("permissions", folder ? "RGDNVCK" : "RGDNVW"),
    ownCloud("favorite", "0"),
    ownCloud("owner-id", owner.id),
    ownCloud("owner-display-name", escapeXml(owner.displayName)),
    ownCloud("share-types", ""),
    { namespace: nextcloudNs, name: "has-preview", xml: "false" },
  ];
  if (folder) {
    // −3 is Nextcloud's "unlimited".
    properties.push(dav("quota-used-bytes", "0"), dav("quota-available-bytes", "-3"));
  } else {
    const type = await resource.getMediaType();
    properties.push(dav("getcontentlength", String(stats.size)), ownCloud("size", String(stats.size)));
    properties.push(dav("getcontenttype", escapeXml(type ?? "application/octet-stream")));
  }
  return { href: folder ? `${href}/` : href, properties };
}

/**
 * Answers PROPFIND in Nextcloud's shape; nephele's own has whole URLs as hrefs, unquoted ETags and none of the
 * `oc:` properties. Depth "0" is the resource alone, anything else its members too.
 */
export function answerFilesPropfind(adapter: FileSystemAdapter, owner: CloudUser): RequestHandler {
  return async (request, response, next) => {
    if (request.method !== "PROPFIND") return next();
    const requested = propfindProperties((await readBody(request)).toString("utf8"));
    const base = new URL(`${request.baseUrl}/`, "http://localhost");
    const resource = await adapter.newResource(new URL(request.originalUrl, base), base);
    if (!(await resource.exists())) {
      const below = davSegments(request.baseUrl + request.path).slice(2);
      throw notFound(`File with name /${below.join("/")} could not be located`);
    }
    const deep = request.get("depth") !== "0" && (await resource.isCollection());
    const members = deep ? await resource.getInternalMembers({ username: owner.id }) : [];
    const answers: string[] = [];
    for (const item of [resource, ...members]) {
      answers.push(resourceResponse(await fileResource(item, owner), requested));
    }
    response.status(207).set("Content-Type", "application/xml; charset=utf-8").send(multistatus(answers));
  };
}
