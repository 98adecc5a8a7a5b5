import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import type { Config } from "../connector.ts";
import { placeOf } from "./session-place.ts";

/** What others who share the database know of these credentials; epoch milliseconds. */
export interface KnownLogin {
  /** The refusal that nothing good followed. */
  refused: { at: number; message: string } | null;
  acceptedAt: number | null;
}

/** Why these credentials are not sent again: ecoDMS locks a user after a few wrong passwords. Null where they are. */
export function refusalOf(client: Client): UpstreamError | null {
  const { refused } = placeOf(client.config);
  if (!refused) return null;
  return new UpstreamError({
    service: client.id,
    kind: "auth",
    reason: "refused-before",
    message: `${refused.message} It is not sent again until somebody tests the connection or changes it, because ecoDMS locks users after a few wrong ones.`,
  });
}

/** Takes over what another process learnt, whichever is later. */
export function learnLogin(config: Config, { refused, acceptedAt }: KnownLogin): void {
  const place = placeOf(config);
  if (refused && refused.at > place.acceptedAt) place.refused ??= refused;
  else if (place.refused && acceptedAt !== null && acceptedAt > place.refused.at) place.refused = null;
}
