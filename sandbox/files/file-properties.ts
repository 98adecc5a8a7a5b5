import type { Stats } from "node:fs";
import { encodeSegment } from "#sandbox/dav/dav-path.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import type { PropertyName } from "#sandbox/dav/multistatus.ts";
import { davNs, declaredPrefixes, nextcloudNs, ownCloudNs } from "#sandbox/dav/namespaces.ts";
import type { CloudUser } from "#sandbox/users.ts";
import { etagOf } from "./file-etag.ts";
import type { FilesContext } from "./files-context.ts";
import { hasPreview, mediaTypeOf } from "./media-types.ts";
import { freeBytes } from "./quota.ts";
import { longFileId } from "./store-file.ts";

/** A file or folder as a listing shows it. */
export type ListedFile = { href: string; name: string; absolute: string; stats: Stats };

type Around = { context: FilesContext; owner: CloudUser; free: () => number | undefined };
/** The XML of a property; undefined: this kind of resource has none. */
type Value = (file: ListedFile, around: Around) => string | undefined;

const size: Value = ({ stats, absolute }, { context }) =>
  String(stats.isDirectory() ? context.sizes.sizeOf(absolute, stats) : stats.size);
const ofFiles =
  (value: Value): Value =>
  (file, around) =>
    file.stats.isDirectory() ? undefined : value(file, around);
const ofFolders =
  (value: Value): Value =>
  (file, around) =>
    file.stats.isDirectory() ? value(file, around) : undefined;
const id = ({ stats }: ListedFile, { context }: Around) => context.ids.idOf(stats);

const dav: Record<string, Value> = {
  getlastmodified: ({ stats }) => stats.mtime.toUTCString(),
  getcontentlength: ofFiles(({ stats }) => String(stats.size)),
  resourcetype: ({ stats }) => (stats.isDirectory() ? "<d:collection/>" : ""),
  "quota-used-bytes": ofFolders(size),
  // −3 is Nextcloud's "unlimited".
  "quota-available-bytes": ofFolders((_, { free }) => String(free() ?? -3)),
  getetag: ({ stats }) => `&quot;${etagOf(stats).slice(1, -1)}&quot;`,
  getcontenttype: ofFiles(({ name }) => mediaTypeOf(name)),
};
const ownCloud: Record<string, Value> = {
  id: (file, around) => longFileId(id(file, around)),
  fileid: (file, around) => String(id(file, around)),
  permissions: ({ stats }) => (stats.isDirectory() ? "RGDNVCK" : "RGDNVW"),
  size,
  favorite: () => "0",
  "owner-id": (_, { owner }) => owner.id,
  "owner-display-name": (_, { owner }) => escapeXml(owner.displayName),
  "share-types": () => "",
  "comments-unread": () => "0",
};
const nextcloud: Record<string, Value> = {
  "has-preview": ({ stats, name }) => String(stats.isFile() && hasPreview(name)),
  "mount-type": () => "",
  "is-encrypted": ofFolders(() => "0"),
  creation_time: () => "0",
  upload_time: ofFiles(({ stats }) => String(Math.floor(stats.ctimeMs / 1000))),
};
const known = new Map([
  [davNs, dav],
  [ownCloudNs, ownCloud],
  [nextcloudNs, nextcloud],
]);

function tagsOf({ namespace, name }: PropertyName) {
  const declared = declaredPrefixes.get(namespace);
  const tag = `${declared ?? "x1"}:${name}`;
  const declaration = declared === undefined ? ` xmlns:x1="${escapeXml(namespace)}"` : "";
  const table = known.get(namespace);
  const value = table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
  return { value, empty: `<${tag}${declaration}/>`, open: `<${tag}${declaration}>`, close: `</${tag}>` };
}

const everything: PropertyName[] = Object.keys(dav).map((name) => ({ namespace: davNs, name }));

/** What is safe in a path as it stands, by far the most names. */
const plain = /^[A-Za-z0-9_\-.~()@:]+$/;

/** One more segment of an href. */
export const hrefSegment = (name: string) => (plain.test(name) ? name : encodeSegment(name));

/**
 * Writes the `<d:response>` of files for the properties asked for (undefined: the plain DAV ones). What does not
 * change from file to file is worked out once.
 */
export function fileResponses(
  context: FilesContext,
  owner: CloudUser,
  requested: PropertyName[] | undefined,
): (file: ListedFile) => string {
  const wanted = (requested ?? everything).map(tagsOf);
  let free: { bytes: number | undefined } | undefined;
  const around: Around = {
    context,
    owner,
    free: () => {
      free ??= { bytes: freeBytes(context, owner.id) };
      return free.bytes;
    },
  };
  return (file) => {
    let found = "";
    let missing = "";
    for (const { value, empty, open, close } of wanted) {
      const xml = value?.(file, around);
      if (xml === undefined) {
        if (requested !== undefined) missing += empty;
      } else found += xml === "" ? empty : open + xml + close;
    }
    const has = found === "" ? "" : propstat("200 OK", found);
    const lacks = missing === "" ? "" : propstat("404 Not Found", missing);
    return `<d:response><d:href>${file.href}</d:href>${has}${lacks}</d:response>`;
  };
}

const propstat = (status: string, xml: string) =>
  `<d:propstat><d:prop>${xml}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`;
