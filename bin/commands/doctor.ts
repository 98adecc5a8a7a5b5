import { closeDatabase } from "#db/client.ts";
import { env, missingNextcloudConfig, publicUrl } from "#lib/core/env.ts";
import { checkCalendars } from "../doctor/check-calendars.ts";
import { checkHomeserver } from "../doctor/check-homeserver.ts";
import { checkIntegrations } from "../doctor/check-integrations.ts";
import { checkKeys } from "../doctor/check-keys.ts";
import { checkBackups, checkDatabase, checkDisk, checkPeople, checkWorker } from "../doctor/check-machine.ts";
import { checkAccount, checkServer } from "../doctor/check-nextcloud.ts";
import { checkSpool } from "../doctor/check-spool.ts";
import { checkSync } from "../doctor/check-sync.ts";
import { Findings } from "../doctor/findings.ts";
import { prepareEnvironment } from "../support/environment.ts";

/** Checks what Parlour needs, one line each with the cure. Exit 1 when something is bad. */
export async function doctor(): Promise<number> {
  const findings = new Findings();
  try {
    prepareEnvironment();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    findings.say("bad", "configuration", `${text}. Correct it in .env.local`);
    return findings.exitCode;
  }
  const { DATABASE_URL, NEXTCLOUD_BASE_URL } = env();
  findings.say("ok", "configuration", `valid; people reach Parlour at ${publicUrl(env())}`);
  const ctx = await checkDatabase(findings, DATABASE_URL);
  if (ctx) {
    checkDisk(findings, DATABASE_URL);
    await checkPeople(findings, ctx);
    await checkWorker(findings, ctx);
    await checkSync(findings, ctx);
    checkBackups(findings, ctx);
    await checkKeys(findings, ctx);
    await checkSpool(findings, ctx);
  }
  const missing = missingNextcloudConfig(env());
  if (missing.length > 0)
    findings.say("bad", "Nextcloud", `CalDAV not configured: set ${missing.join(", ")} in .env.local`);
  // One thing that is wrong makes one line: what lies behind it is not asked.
  else if (NEXTCLOUD_BASE_URL && (await checkServer(findings, NEXTCLOUD_BASE_URL, Date.now)) && ctx) {
    if (await checkAccount(findings, ctx)) await checkCalendars(findings, ctx);
  }
  if (ctx) await checkIntegrations(findings, ctx);
  await checkHomeserver(findings, env());
  if (ctx) closeDatabase(ctx.db);
  return findings.exitCode;
}
