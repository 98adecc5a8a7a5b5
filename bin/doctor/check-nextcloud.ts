import { z } from "zod";
import type { Ctx } from "#lib/auth/context.ts";
import { withExactCause } from "#lib/calendars/exact-cause.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { listCalendars } from "#lib/nextcloud/calendars.ts";
import { networkFailure } from "#lib/nextcloud/network-failure.ts";
import { asUpstream, type Findings } from "./findings.ts";

const TIMEOUT_MS = 5 * SECOND;
const CLOCK_WARN_MS = MINUTE;
const CLOCK_BAD_MS = 5 * MINUTE;

const status = z.object({ installed: z.boolean(), maintenance: z.boolean(), versionstring: z.string() });

/** Reachability, kind of server and clock, in one anonymous request. @returns whether asking on makes sense. */
export async function checkServer(findings: Findings, baseUrl: string, now: () => number): Promise<boolean> {
  const url = `${baseUrl}/status.php`;
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    const problem = problemOf(response, text, url);
    if (problem) {
      findings.sayUpstream("Nextcloud", problem);
      return false;
    }
    const known = status.safeParse(readJson(text));
    if (known.success) findings.say("ok", "Nextcloud", `${known.data.versionstring} at ${baseUrl}`);
    else
      findings.say(
        "warn",
        "Nextcloud",
        `no Nextcloud's status.php at ${baseUrl} (status ${response.status}); if yours is under a subpath, NEXTCLOUD_BASE_URL must carry it`,
      );
    checkClock(findings, Date.parse(response.headers.get("date") ?? ""), now());
    return true;
  } catch (error) {
    findings.sayUpstream("Nextcloud", networkFailure(new URL(url).host, error));
    return false;
  }
}

function problemOf(response: Response, text: string, url: string): UpstreamError | null {
  const fail = (reason: string, message: string) =>
    new UpstreamError({ service: "nextcloud", kind: "rejected", reason, message, status: response.status });
  const target = response.headers.get("location");
  if (response.status >= 300 && response.status < 400) {
    const to = target && URL.canParse(target, url) ? new URL(target, url).origin : "nowhere";
    return fail("redirect", `${url} sends requests on to ${to}; the password is not sent there.`);
  }
  const known = status.safeParse(readJson(text));
  if (known.success && known.data.maintenance) return fail("maintenance", `${url} says so.`);
  if (response.status === 503 && /maintenance/i.test(`${text}${[...response.headers].join()}`))
    return fail("maintenance", `${url} says so.`);
  if (response.status >= 500) return fail("unavailable", `${url} answers ${response.status}.`);
  if (response.ok && !known.success) return fail("html", `${url} answers with something else.`);
  return null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function checkClock(findings: Findings, theirs: number, ours: number): void {
  if (Number.isNaN(theirs)) return;
  const skew = Math.abs(ours - theirs);
  if (skew < CLOCK_WARN_MS) findings.say("ok", "clock", "agrees with Nextcloud's");
  else
    findings.say(
      skew < CLOCK_BAD_MS ? "warn" : "bad",
      "clock",
      `${Math.round(skew / SECOND)} s ${ours > theirs ? "ahead of" : "behind"} Nextcloud's; let both machines take their time from the network (NTP)`,
    );
}

/** Whether the service account may sign in, also while it is suspended: a person asked. */
export async function checkAccount(findings: Findings, ctx: Ctx): Promise<boolean> {
  const subject = `account ${ctx.env.NEXTCLOUD_USERNAME ?? ""}`;
  try {
    const calendars = await asServiceAccount(
      ctx,
      (transport) => withExactCause(transport, () => listCalendars(transport)),
      { deliberate: true },
    );
    if (calendars.length > 0) findings.say("ok", subject, `signs in and sees ${calendars.length} calendars`);
    else
      findings.say(
        "warn",
        subject,
        "signs in but sees no calendar; artists share theirs with it, “can edit” ticked",
      );
    return true;
  } catch (error) {
    findings.sayUpstream(subject, asUpstream(error));
    return false;
  }
}
