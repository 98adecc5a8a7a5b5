import type { ErrorCode } from "#lib/core/errors.ts";
import { NOT_CONFIGURED } from "#lib/hub/not-configured.ts";
import { isConnectorId } from "#lib/integrations/registry.ts";
import type { Endpoint } from "./endpoint.ts";

const OF_FILES: ErrorCode[] = [
  "name_taken",
  "file_locked",
  "file_changed",
  "quota_exceeded",
  "upstream_failed",
  "nextcloud_not_configured",
];
const OF_TALK: ErrorCode[] = [
  "nextcloud_not_connected",
  "nextcloud_revoked",
  "talk_not_available",
  "upstream_failed",
];

/** The codes an operation may refuse with by what it is: who may use it, what it takes, which system it asks. */
export function operationErrors(definition: Endpoint, more: readonly ErrorCode[] = []): ErrorCode[] {
  const { access, scope, path, query, body, binary, method } = definition;
  const codes: ErrorCode[] = [
    ...(access === "session" || access === "messenger" ? (["not_signed_in", "not_allowed"] as const) : []),
    ...(path.includes("{") ? (["not_found"] as const) : []),
    ...(query || body ? (["invalid_input"] as const) : []),
    ...(body || binary ? (["too_large"] as const) : []),
    ...(binary ? (["unsupported_type"] as const) : []),
    ...(scope?.startsWith("files:") ? [...OF_FILES, "not_found" as const] : []),
    ...(scope?.startsWith("files:") && method === "GET" ? (["range_not_satisfiable"] as const) : []),
    ...(scope?.startsWith("talk:") ? OF_TALK : []),
    ...(path.startsWith("/api/integrations/") ? ofIntegration(path) : []),
    ...more,
    "rate_limited",
    "internal",
  ];
  return [...new Set(codes)];
}

/** What asks one vendor, what is asked of any of them by its `{type}`, and what asks none. */
function ofIntegration(path: string): ErrorCode[] {
  const vendor = path.split("/")[3] ?? "";
  if (isConnectorId(vendor)) return ["invalid_input", "upstream_failed", NOT_CONFIGURED[vendor]];
  return vendor === "{type}" ? Object.values(NOT_CONFIGURED) : [];
}
