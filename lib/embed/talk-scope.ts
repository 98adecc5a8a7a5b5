const TALK = /^\/api\/nextcloud\/(talk|connect|poll)(\/|$)/;

/**
 * What the token of an embedded widget may be used for: Talk, the connection Talk needs, and its own end. It cannot
 * make its successor.
 * @param endpoint as it stands in the endpoints, path parameters in braces
 */
export function isInTalkScope(endpoint: { method: string; path: string }): boolean {
  if (endpoint.path === "/api/embed/tokens") return endpoint.method === "DELETE";
  return TALK.test(endpoint.path);
}
