import type { DavResource, Property } from "#sandbox/dav/multistatus.ts";
import { davNs } from "#sandbox/dav/namespaces.ts";

/** What a cloud can be told to do without; read anew at every request, so a test may change it at any time. */
export type CloudFeatures = {
  /** As a server that only has ctags: no sync token, no sync-collection (RFC 6578). */
  withoutSyncCollection: boolean;
};

const syncCollection = "<d:supported-report><d:report><d:sync-collection/></d:report></d:supported-report>";

/** A resource as a server without sync-collection describes it. */
export function withoutSyncCollection(resource: DavResource): DavResource {
  const isDav = (property: Property, name: string) => property.namespace === davNs && property.name === name;
  const properties = resource.properties
    .filter((property) => !isDav(property, "sync-token"))
    .map((property) =>
      isDav(property, "supported-report-set")
        ? { ...property, xml: property.xml.replace(syncCollection, "") }
        : property,
    );
  return { ...resource, properties };
}
