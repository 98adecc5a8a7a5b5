import { busy, notSignedIn, paused, refusal, unreachable } from "./call-failure.ts";
import type { ClientRequest } from "./client.ts";
import { exchange, type VendorAnswer } from "./exchange.ts";
import { guarded } from "./guarded.ts";
import { logIn } from "./log-in.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { keysRefused, quietedBy, refuseWhileQuiet } from "./silence.ts";
import { targetUrl } from "./target-url.ts";

/** One call; its tries share it. */
export interface VendorCall {
  request: ClientRequest;
  streamed: boolean;
  /** For one try, milliseconds. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Runs each exchange with the vendor, but not the login. */
  watch(exchange: () => Promise<VendorAnswer>): Promise<VendorAnswer>;
  /** For a place, the end of a limit, or the next try. */
  isWaiting: boolean;
  /** Whether its own request was ever on the way. */
  wasSent: boolean;
  /** The breaker's, when its last try began. */
  epoch: number;
}

/**
 * One try: waits for a place, signs in, asks. A token that was refused is replaced once. Answers 2xx only, with the
 * function that gives the place back. @throws UpstreamError
 */
export async function askVendor(
  opened: OpenedConnector,
  call: VendorCall,
): Promise<{ answer: VendorAnswer; free: () => void }> {
  const { connector, config, state, deliberate } = opened;
  const { request, streamed, signal } = call;
  const url = targetUrl(connector, opened.base, request);
  refuseWhileQuiet(opened);
  const free = await state.places.take(
    signal,
    {
      sentAway: () => paused(opened, state.breaker.pauseLeft()),
      busy: () => busy(opened),
      aborted: () => unreachable(opened, url.host, signal.reason, true),
    },
    deliberate,
  );
  try {
    for (let again = false; ; again = true) {
      refuseWhileQuiet(opened);
      const { auth } = connector;
      call.epoch = state.breaker.epoch();
      call.isWaiting = false;
      const token =
        auth.kind === "token"
          ? await state.tokens.current((previous) => logIn(opened, previous), deliberate)
          : null;
      const refused = token === null ? keysRefused(opened, request) : null;
      if (refused) throw refused;
      const credentials =
        auth.kind === "headers" ? auth.headers(config) : token === null ? {} : auth.headers(token);
      call.epoch = state.breaker.epoch();
      const answer = await guarded(opened, url, call, (tried) => {
        call.wasSent = true;
        const asked = { connector, send: opened.send, request, url, credentials, streamed };
        return call.watch(() => exchange(asked, tried));
      });
      if (token && answer.status === 401) {
        if (state.tokens.refused(token, again, deliberate) && !again) continue;
        throw notSignedIn(opened, answer);
      }
      if (answer.status >= 200 && answer.status < 300) return { answer, free };
      throw quietedBy(opened, request, refusal(opened, answer));
    }
  } catch (error) {
    free();
    throw error;
  } finally {
    call.isWaiting = true;
  }
}
