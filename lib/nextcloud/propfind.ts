import { propfind as buildPropfind } from "tsdav";
import { UpstreamError } from "#lib/core/errors.ts";
import { type SendOptions, sendForMultistatus } from "./dav-request.ts";
import { httpFailure } from "./http-failure.ts";
import type { DavResponse } from "./multistatus.ts";
import type { Transport } from "./transport.ts";

type PropNames = Parameters<typeof buildPropfind>[0]["props"];

/**
 * The rows of a PROPFIND; the first is usually the resource itself. Throws UpstreamError, also where a 207 only
 * wraps a failure (Xandikos, with a garbled href) or holds no row: neither is an empty collection.
 */
export async function propfind(
  transport: Transport,
  href: string,
  depth: "0" | "1",
  props: PropNames,
  options: SendOptions = {},
): Promise<DavResponse[]> {
  const { responses } = await sendForMultistatus(
    transport,
    href,
    (target) => buildPropfind({ ...target, depth, props }),
    options,
  );
  if (responses.some(({ status }) => status === null || status < 400)) return responses;
  const status = responses[0]?.status ?? null;
  if (status !== null)
    throw httpFailure(new URL(transport.origin).host, { status, headers: new Headers(), text: "" });
  throw new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "incomplete",
    message: "The server's answer says nothing about the address that was asked for.",
  });
}
