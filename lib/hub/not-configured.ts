import { AppError, type ErrorCode } from "#lib/core/errors.ts";
import { notConfigured } from "#lib/integrations/not-configured.ts";
import type { ConnectorId } from "#lib/integrations/registry.ts";
import type { IntegrationView } from "./integration-view.ts";

/** What an operation of each connector refuses with while it is not configured. */
export const NOT_CONFIGURED = {
  plentyone: "plentyone_not_configured",
  zulip: "zulip_not_configured",
  todoist: "todoist_not_configured",
  freescout: "freescout_not_configured",
  nextcloud: "nextcloud_not_configured",
  ecodms: "ecodms_not_configured",
} as const satisfies Record<ConnectorId, ErrorCode>;

/** @throws AppError `…_not_configured`, naming the variables that are missing */
export function requireConfigured({ type, name, missing }: IntegrationView): void {
  if (missing.length === 0) return;
  const cause = notConfigured({ id: type, name }, missing);
  throw new AppError(NOT_CONFIGURED[type], cause.message, { cause });
}
