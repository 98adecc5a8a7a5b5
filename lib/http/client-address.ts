/**
 * Set by our own server from the socket (or the trusted proxy's word) on every request, replacing whatever the
 * client sent under this name; see bin/support/serve-web.ts.
 */
export const CLIENT_ADDRESS_HEADER = "x-parlour-client-address";

export function clientAddress(request: Request): string {
  return request.headers.get(CLIENT_ADDRESS_HEADER) ?? "unknown";
}
