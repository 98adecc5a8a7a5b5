import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { VendorCall } from "./ask-vendor.ts";
import { busy, unreachable } from "./call-failure.ts";
import { callReport, fitToShow } from "./call-report.ts";
import { callScope } from "./call-scope.ts";
import type { ClientAnswer, ClientRequest, ClientStream } from "./client.ts";
import type { ConnectorOptions } from "./connector-options.ts";
import type { VendorAnswer } from "./exchange.ts";
import { timeoutOf } from "./guarded.ts";
import { guardedStream } from "./guarded-stream.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { LONGEST_PAUSE_MS } from "./retry-rules.ts";
import { reworded } from "./reworded.ts";
import { runTries } from "./run-tries.ts";
import { mayBeDone } from "./uncertain-outcome.ts";

/** How long nobody may read a body that is open: it holds a place. */
const UNREAD_MS = 5 * MINUTE;
const IDLE_MS = 30 * SECOND;

/** Calls of one client: bounded as a whole, observed, and with nothing secret in what they throw. */
export function createCalls(opened: OpenedConnector, options: ConnectorOptions) {
  function begin(request: ClientRequest, streamed: boolean) {
    const timeoutMs = request.timeoutMs ?? timeoutOf(opened);
    const scope = callScope(2 * timeoutMs + LONGEST_PAUSE_MS, [request.signal, options.signal]);
    const report = callReport(opened, request, options.observe);
    const call: VendorCall = {
      request,
      streamed,
      timeoutMs,
      signal: scope.signal,
      watch: report.watch,
      isWaiting: true,
      wasSent: false,
      epoch: 0,
    };
    let lastFailure: UpstreamError | null = null;
    let isUncertain = false;
    const failed = (error: UpstreamError) => {
      lastFailure = error;
      isUncertain ||= mayBeDone(error);
    };
    const failure = (cause: unknown): UpstreamError => {
      const error = translated(cause);
      // A last try that was never sent says nothing of those before it.
      const wasSent = isUncertain && error.neverSent;
      return fitToShow(
        wasSent ? reworded(error, error.message, { neverSent: false }) : error,
        opened.secrets(),
      );
    };
    const translated = (cause: unknown): UpstreamError => {
      if (cause instanceof UpstreamError) return cause;
      // Time that we spent waiting is not the vendor's.
      if (scope.ranOut() && call.isWaiting) return lastFailure ?? busy(opened);
      const why = call.isWaiting && scope.signal.aborted ? null : cause;
      const error = unreachable(opened, opened.base.host, why, scope.signal.aborted);
      return call.wasSent ? error : reworded(error, error.message, { neverSent: true });
    };
    return {
      scope,
      failure,
      answer: () => runTries(opened, call, scope, options, failed),
      end(error: UpstreamError | null) {
        scope.end();
        report.tell(error);
      },
    };
  }

  return {
    async ask<T>(request: ClientRequest, read: (answer: ClientAnswer) => T): Promise<T> {
      const { answer, end, failure } = begin(request, false);
      let given: VendorAnswer;
      try {
        const taken = await answer();
        taken.free();
        given = taken.answer;
      } catch (cause) {
        const error = failure(cause);
        end(error);
        throw error;
      }
      try {
        const result = read(given);
        end(null);
        return result;
      } catch (cause) {
        const error = cause instanceof UpstreamError ? failure(cause) : null;
        end(error);
        // A mistake of ours is nothing that the vendor did.
        throw error ?? cause;
      }
    },

    async openStream(request: ClientRequest): Promise<ClientStream> {
      const { scope, answer, end, failure } = begin(request, true);
      let given: { answer: VendorAnswer; free: () => void };
      try {
        given = await answer();
      } catch (cause) {
        const error = failure(cause);
        end(error);
        throw error;
      }
      scope.lift();
      const { status, headers, body } = given.answer;
      const guarded = guardedStream(body ?? new Blob([]).stream(), {
        idleMs: Math.min(IDLE_MS, request.timeoutMs ?? IDLE_MS),
        unreadMs: UNREAD_MS,
        signal: scope.signal,
        failure,
        onEnd(error) {
          given.free();
          end(error);
        },
      });
      return { status, headers, body: guarded };
    },
  };
}
