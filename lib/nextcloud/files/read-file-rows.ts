import { parseMultistatus } from "../multistatus.ts";
import { NS } from "../namespaces.ts";
import { FILE_PROPS, type FileRow } from "./file-row.ts";
import { scanFileRows } from "./scan-file-rows.ts";

/**
 * The rows of a multistatus about files. Nextcloud's own way of writing it is scanned, in a third of the time;
 * whatever else is valid goes through the parser.
 * @throws UpstreamError `malformed`
 */
export function readFileRows(text: string): FileRow[] {
  return scanFileRows(text) ?? parseFileRows(text);
}

function parseFileRows(text: string): FileRow[] {
  return parseMultistatus(text).responses.map(({ href, status, props }) => {
    const texts = new Map<string, string>();
    let isFolder = false;
    for (const { namespace, name, text: value, children } of props) {
      if (name === "resourcetype" && namespace === NS.dav)
        isFolder = children.some((child) => child.name === "collection" && child.namespace === NS.dav);
      else if (FILE_PROPS[name] === namespace) texts.set(name, value.trim());
    }
    return { href, status, isFolder, texts };
  });
}
