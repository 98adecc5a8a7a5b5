import { statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { davRoot } from "#sandbox/dav/dav-path.ts";
import { multistatus } from "#sandbox/dav/multistatus.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { propfindProperties } from "#sandbox/dav/requested-properties.ts";
import type { CloudUser } from "#sandbox/users.ts";
import { davHeaders, sendDav, xmlType } from "./dav-answer.ts";
import { fileResponses, hrefSegment, type ListedFile } from "./file-properties.ts";
import { existing, type FileTarget } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";
import { userFilesDir } from "./user-files-dir.ts";
import { namesIn } from "./walk-files.ts";

/** Looked at in one go; synchronous stats are several times as fast as asynchronous ones. */
const batch = 500;
const maxDepth = 100;

/** A folder's members, or everything below it, as hrefs, names and stats. */
function* members(folder: ListedFile, depth: number): Generator<ListedFile> {
  for (const name of namesIn(folder.absolute)) {
    const absolute = join(folder.absolute, name);
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    const slash = stats.isDirectory() ? "/" : "";
    const file = { href: `${folder.href}${hrefSegment(name)}${slash}`, name, absolute, stats };
    yield file;
    if (depth > 1 && slash !== "") yield* members(file, depth - 1);
  }
}

/** The href of a place in a home. */
export function fileHref(user: string, segments: readonly string[], isFolder: boolean): string {
  const href = [`${davRoot}/files`, hrefSegment(user), ...segments.map(hrefSegment)].join("/");
  return isFolder ? `${href}/` : href;
}

const [head = "", tail = ""] = multistatus([" "]).split("> <");

/**
 * Answers PROPFIND: Depth "0" the resource alone, "1" its members too, anything else everything below. A long
 * listing is sent while it is being read.
 */
export async function answerFilesPropfind(
  context: FilesContext,
  request: IncomingMessage,
  response: ServerResponse,
  { target, owner }: { target: FileTarget; owner: CloudUser },
): Promise<void> {
  const requested = propfindProperties((await readBody(request)).toString("utf8"));
  const stats = existing(target);
  const toXml = fileResponses(context, owner, requested);
  const file: ListedFile = {
    href: fileHref(owner.id, target.segments, stats.isDirectory()),
    name: target.segments.at(-1) ?? "",
    absolute: target.absolute,
    stats,
  };
  const home = userFilesDir(context.dataDir, owner.id);
  let xml = `${head}>${toXml(file)}`;
  let count = 0;
  const { depth } = request.headers;
  if (depth !== "0" && stats.isDirectory()) {
    for (const member of members(file, depth === "1" ? 1 : maxDepth)) {
      xml += toXml(member);
      context.ids.remember(owner.id, context.ids.idOf(member.stats), relative(home, member.absolute));
      count += 1;
      if (count % batch !== 0) continue;
      if (!response.headersSent) response.writeHead(207, { ...davHeaders, "Content-Type": xmlType });
      if (response.destroyed) return;
      const goesOn = response.write(xml);
      xml = "";
      if (goesOn) await setImmediate();
      else
        await Promise.race([
          new Promise((resolve) => response.once("drain", resolve)),
          new Promise((resolve) => response.once("close", resolve)),
        ]);
    }
  }
  if (response.headersSent) response.end(`${xml}<${tail}`);
  else sendDav(response, 207, { "Content-Type": xmlType }, `${xml}<${tail}`);
}
