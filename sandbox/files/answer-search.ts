import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { badRequest, notFound } from "#sandbox/dav/dav-error.ts";
import { davRoot } from "#sandbox/dav/dav-path.ts";
import { multistatus } from "#sandbox/dav/multistatus.ts";
import { davNs } from "#sandbox/dav/namespaces.ts";
import { childOf, parseXml, type XmlElement } from "#sandbox/dav/parse-xml.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { requestedProperties } from "#sandbox/dav/requested-properties.ts";
import type { CloudUser } from "#sandbox/users.ts";
import { fileHref } from "./answer-files-propfind.ts";
import { sendDav, xmlType } from "./dav-answer.ts";
import { fileResponses, type ListedFile } from "./file-properties.ts";
import { fileTarget } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";
import { mediaTypeOf } from "./media-types.ts";
import { userFilesDir } from "./user-files-dir.ts";
import { walkFiles } from "./walk-files.ts";

type Found = ListedFile & { path: string };
type Value = string | number;
const maxNesting = 10;

function needed(element: XmlElement | undefined, name: string): XmlElement {
  const child = element === undefined ? undefined : childOf(element, davNs, name);
  if (child === undefined) throw badRequest(`The search holds no ${name}`);
  return child;
}

/** What a property of a search stands for. Throws 400 for one that cannot be searched. */
function readProperty(element: XmlElement, { ids }: FilesContext): (file: Found) => Value {
  const name = needed(element, "prop").children[0]?.name;
  switch (name) {
    case "displayname":
      return ({ name }) => name;
    case "fileid":
      return ({ stats }) => ids.idOf(stats);
    case "getcontenttype":
      return ({ stats, name }) => (stats.isDirectory() ? "httpd/unix-directory" : mediaTypeOf(name));
    case "getlastmodified":
      return ({ stats }) => Math.floor(stats.mtimeMs / 1000);
    case "size":
      return ({ stats }) => stats.size;
    default:
      throw badRequest(`property '${name}' is not searchable`);
  }
}

/** SQL's LIKE without regard to case: `%` for anything, `_` for one character. */
export function likePattern(literal: string): RegExp {
  const source = literal
    .replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
    .replaceAll("%", "[^]*")
    .replaceAll("_", "[^]");
  return new RegExp(`^${source}$`, "iu");
}

type Test = (file: Found) => boolean;

const comparisons: Record<string, (a: Value, b: Value) => boolean> = {
  eq: (a, b) => a === b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
};

function readCondition(element: XmlElement, context: FilesContext, nesting = 0): Test {
  if (nesting > maxNesting) throw badRequest("The search is nested too deeply");
  const below = () => element.children.map((child) => readCondition(child, context, nesting + 1));
  if (element.name === "and") {
    const tests = below();
    return (file) => tests.every((test) => test(file));
  }
  if (element.name === "or") {
    const tests = below();
    return (file) => tests.some((test) => test(file));
  }
  if (element.name === "not") {
    const [test] = below();
    return (file) => test !== undefined && !test(file);
  }
  if (element.name === "is-collection") return ({ stats }) => stats.isDirectory();
  const valueIn = readProperty(element, context);
  const literal = needed(element, "literal").text;
  if (element.name === "like") {
    const pattern = likePattern(literal);
    return (file) => pattern.test(String(valueIn(file)));
  }
  const compare = comparisons[element.name];
  if (compare === undefined) throw badRequest(`The search operator ${element.name} is not known`);
  return (file) => {
    const value = valueIn(file);
    return compare(value, typeof value === "number" ? Number(literal) : literal);
  };
}

function readOrder(search: XmlElement, context: FilesContext): (a: Found, b: Found) => number {
  const orders = (childOf(search, davNs, "orderby")?.children ?? []).map((order) => ({
    valueIn: readProperty(order, context),
    sign: childOf(order, davNs, "descending") === undefined ? 1 : -1,
  }));
  return (a, b) => {
    for (const { valueIn, sign } of orders) {
      const [x, y] = [valueIn(a), valueIn(b)];
      if (x !== y) return x < y ? -sign : sign;
    }
    return 0;
  };
}

/** The folder a search is about, as segments below the home. */
function readScope(search: XmlElement, user: string): string[] {
  const href = needed(needed(needed(search, "from"), "scope"), "href").text.trim();
  const path = href.replace(/^https?:\/\/[^/]+/i, "").replace(davRoot, "");
  const [tree, owner, ...below] = path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        return segment;
      }
    });
  if (tree !== "files" || owner !== user) throw notFound("Search not supported on this scope");
  return below;
}

/** What the test is tried on: a file asked for by its number is looked up, for the rest everything is walked. */
function* candidates(
  context: FilesContext,
  user: string,
  { where, scope }: { where: XmlElement | undefined; scope: string },
) {
  const id = where?.name === "eq" && childOf(where, davNs, "prop")?.children[0]?.name === "fileid";
  if (!id || where === undefined) {
    yield* walkFiles(userFilesDir(context.dataDir, user), scope);
    return;
  }
  const found = context.ids.pathOf(user, Number(needed(where, "literal").text));
  if (found?.path.startsWith(scope === "" ? "" : `${scope}/`)) yield found;
}

/** SEARCH on the DAV root (RFC 5323, basicsearch) in the signed-in user's files. */
export async function answerSearch(
  context: FilesContext,
  request: IncomingMessage,
  response: ServerResponse,
  owner: CloudUser,
): Promise<void> {
  const root = parseXml((await readBody(request)).toString("utf8"));
  const search = needed(root, "basicsearch");
  const scope = fileTarget(context, owner.id, readScope(search, owner.id));
  if (!scope.stats?.isDirectory()) throw notFound(`File with name /${scope.path} could not be located`);
  const where = childOf(search, davNs, "where")?.children[0];
  const test: Test = where === undefined ? () => true : readCondition(where, context);
  const limit = childOf(search, davNs, "limit");
  const count = limit === undefined ? Number.POSITIVE_INFINITY : Number(needed(limit, "nresults").text);
  const found: Found[] = [];
  const home = userFilesDir(context.dataDir, owner.id);
  for (const { path, stats } of candidates(context, owner.id, { where, scope: scope.path })) {
    const segments = path.split("/");
    const file = { path, stats, name: segments.at(-1) ?? "", href: "", absolute: join(home, path) };
    if (test(file)) found.push({ ...file, href: fileHref(owner.id, segments, stats.isDirectory()) });
  }
  const toXml = fileResponses(context, owner, requestedProperties(needed(search, "select")));
  const answers = found.sort(readOrder(search, context)).slice(0, count).map(toXml);
  sendDav(response, 207, { "Content-Type": xmlType }, multistatus(answers));
}
