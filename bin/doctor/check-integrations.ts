import type { Ctx } from "#lib/auth/context.ts";
import { checkIntegration } from "#lib/hub/check-integration.ts";
import type { IntegrationView } from "#lib/hub/integration-view.ts";
import { closeIdleSessions } from "#lib/integrations/ecodms/session.ts";
import { CONNECTOR_IDS } from "#lib/integrations/registry.ts";
import type { Findings } from "./findings.ts";

/** How each of the studio's other systems is, asked with its credentials; one that is not configured is none of the studio's. */
export async function checkIntegrations(findings: Findings, ctx: Ctx): Promise<void> {
  // Nextcloud has lines of its own.
  const asked = CONNECTOR_IDS.filter((id) => id !== "nextcloud");
  const views = await Promise.all(asked.map((id) => checkIntegration(ctx, id, { deliberate: true })));
  // Each session holds a connection of ecoDMS's licence.
  await closeIdleSessions();
  for (const view of views) say(findings, view);
}

function say(findings: Findings, { name, status, missing, lastFailure, rateLimit }: IntegrationView): void {
  if (status === "not_configured") findings.say("off", name, `off, ${missing.join(", ")} missing`);
  else if (status === "active") findings.say("ok", name, "answers");
  else if (status === "limited") findings.say("warn", name, `takes no more for now${until(rateLimit)}`);
  else
    findings.say(
      "warn",
      name,
      `${lastFailure?.detail ?? "it was not asked"} Test it under Admin, Integrations`,
    );
}

function until(rateLimit: IntegrationView["rateLimit"]): string {
  return rateLimit?.resetAt ? `, until ${rateLimit.resetAt}` : "";
}
