import { UpstreamError } from "#lib/core/errors.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

/**
 * Sends one request after the other, and none after one that was answered 401: whoever waits behind it is answered the
 * same without a request.
 */
export function oneAtATime(transport: Transport): Transport {
  let refused: UpstreamError | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...transport,
    request(request) {
      const turn = last.then(async () => {
        if (refused) throw refused;
        try {
          return await transport.request(request);
        } catch (error) {
          if (error instanceof UpstreamError && error.kind === "auth") refused = error;
          throw error;
        }
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
