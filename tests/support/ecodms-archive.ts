import { onTestFinished } from "vitest";
import { closeIdleSessions } from "#lib/integrations/ecodms/session.ts";
import { createEcoDms, type EcoDms, type EcoDmsOptions } from "#sandbox/systems/ecodms/create-ecodms.ts";
import { type RunningSystem, startSystem } from "#sandbox/systems/system.ts";

/** An ecoDMS of the running test's own, and the variables that lead to it. */
export async function openEcoDms(
  options: EcoDmsOptions,
): Promise<{ archive: EcoDms; system: RunningSystem; variables: Record<string, string> }> {
  const archive = createEcoDms(options);
  const system = await startSystem(archive);
  onTestFinished(async () => {
    await closeIdleSessions();
    await system.close();
  });
  const variables = {
    ECODMS_API_URL: system.url,
    ECODMS_USERNAME: options.user ?? "parlour",
    ECODMS_PASSWORD: options.password ?? "parlour-demo",
    ECODMS_ARCHIVE_ID: "1",
    ...(options.apiKey === undefined ? {} : { ECODMS_API_KEY: options.apiKey }),
  };
  return { archive, system, variables };
}
