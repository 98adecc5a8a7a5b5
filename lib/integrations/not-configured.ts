import { UpstreamError } from "#lib/core/errors.ts";
import type { Connector } from "./connector.ts";

/** What is asked of a connector before its variables are set. @param missing their names */
export function notConfigured(
  { id, name }: Pick<Connector, "id" | "name">,
  missing: readonly string[],
): UpstreamError {
  const message = `${name} not configured: ${missing.join(", ")} missing.`;
  return new UpstreamError({ service: id, kind: "not-configured", message });
}
