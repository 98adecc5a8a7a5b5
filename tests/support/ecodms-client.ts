import { parseEnv } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { ecodms } from "#lib/integrations/ecodms/connector.ts";
import { type CallRecord, openConnector } from "#lib/integrations/open-connector.ts";
import { openEcoDms } from "./ecodms-archive.ts";

const NOW = Date.parse("2026-12-01T06:00:00Z");

/** An ecoDMS of the running test's own, on a clock that stands still, and clients of it. */
export async function openEcoDmsClient(options: Partial<Parameters<typeof openEcoDms>[0]> = {}) {
  const clock = { ms: NOW };
  const { archive, system, variables } = await openEcoDms({ now: () => clock.ms, ...options });
  const calls: CallRecord[] = [];
  const connect = (more: Record<string, string> = {}, connector = ecodms, tries = 3) =>
    openConnector(connector, parseEnv({ DATABASE_URL: "file:unused", ...variables, ...more }), {
      now: () => clock.ms,
      observe: (call) => calls.push(call),
      baseDelayMs: 1,
      tries,
    });
  return { archive, system, clock, calls, connect, client: connect() };
}

/** What the work fails with. @throws Error when it fails with anything else, or not at all */
export async function upstreamFailure(work: Promise<unknown>): Promise<UpstreamError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof UpstreamError) return error;
  throw new Error("no UpstreamError", { cause: error });
}

export function countRequests(requests: string[], start: string): number {
  return requests.filter((one) => one.startsWith(start)).length;
}
