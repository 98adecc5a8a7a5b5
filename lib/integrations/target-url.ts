import { UpstreamError } from "#lib/core/errors.ts";
import type { ClientRequest } from "./client.ts";

/** Letters that servers and the URL parser read in more than one way, and segments that climb. */
const UNFIT = /[\\#\p{Cc}]|^\/\/|(^|\/)(\.|%2e){1,2}(\/|$|\?)/iu;

/** The URL below the base that a request is for. @throws UpstreamError `rejected`, `other-origin`, before anything is sent */
export function targetUrl(
  connector: { id: string; name: string },
  base: URL,
  { path, query = {} }: Pick<ClientRequest, "path" | "query">,
): URL {
  const below = base.href.replace(/\/+$/, "");
  const refuse = () =>
    new UpstreamError({
      service: connector.id,
      kind: "rejected",
      reason: "other-origin",
      retryable: false,
      message: `This address is not below that of ${connector.name}; its credentials are only ever sent there.`,
    });
  if (!path.startsWith("/") || UNFIT.test(path) || !URL.canParse(below + path)) throw refuse();
  const url = new URL(below + path);
  if (url.origin !== base.origin || !url.href.startsWith(below)) throw refuse();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

/** Where an answer of 3xx leads, when credentials may follow. @throws UpstreamError `rejected`, `redirect` */
export function redirectTarget(
  connector: { id: string; name: string },
  answer: { status: number; location: string; method: string },
  from: URL,
  hops: number,
): URL {
  const refuse = (message: string) =>
    new UpstreamError({
      service: connector.id,
      kind: "rejected",
      reason: "redirect",
      retryable: false,
      status: answer.status,
      message,
    });
  if (!URL.canParse(answer.location, from.href))
    throw refuse(`${connector.name} sent us on to no readable address.`);
  const target = new URL(answer.location, from.href);
  target.username = "";
  target.password = "";
  target.hash = "";
  if (target.origin !== from.origin)
    throw refuse(
      `${connector.name} at ${from.origin} sends requests on to ${target.origin}; the credentials are not sent there.`,
    );
  if (answer.method !== "GET")
    throw refuse(`${connector.name} sends this change on to another address, which is not followed.`);
  if (hops >= 3) throw refuse(`${connector.name} sends requests on too many times.`);
  return target;
}
