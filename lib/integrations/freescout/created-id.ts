import { UpstreamError } from "#lib/core/errors.ts";
import type { ClientAnswer } from "../client.ts";

/** What was created, from `Resource-ID`. @throws UpstreamError `malformed` */
export function createdId({ headers, status }: ClientAnswer): number {
  const id = Number(headers.get("Resource-ID") ?? "none");
  if (Number.isInteger(id) && id > 0) return id;
  throw new UpstreamError({
    service: "freescout",
    kind: "malformed",
    reason: "shape",
    status,
    message: 'FreeScout answered differently than documented: the header "Resource-ID" is missing.',
  });
}
