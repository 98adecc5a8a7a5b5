import { AppError } from "#lib/core/errors.ts";
import { type ConnectorId, isConnectorId } from "#lib/integrations/registry.ts";

/** @throws AppError `not_found` for what is no integration */
export function knownConnector(type: string): ConnectorId {
  if (isConnectorId(type)) return type;
  throw new AppError("not_found", `There is no integration called ${type.slice(0, 40)}.`);
}
