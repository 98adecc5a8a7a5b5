import type { Env } from "#lib/core/env.ts";
import { configOf } from "#lib/integrations/connector-config.ts";
import { ecodms } from "#lib/integrations/ecodms/connector.ts";

/**
 * What a document's bytes are known by: the archive, the document, its version. Neither who asks nor how it is
 * classified changes them, and without versions they never change.
 */
export function documentKey(env: Env, id: number, version: number | null): (string | number)[] {
  const config = configOf(ecodms, env);
  const base = new URL(ecodms.baseUrl(config));
  base.username = "";
  base.password = "";
  return [base.href, config.ECODMS_ARCHIVE_ID, id, version ?? "unversioned"];
}
