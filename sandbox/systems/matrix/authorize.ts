import type { IncomingMessage } from "node:http";
import { type HomeserverState, isReserved, senderOf } from "./homeserver-state.ts";
import { forbidden, MatrixRefusal } from "./matrix-answers.ts";

/** Who asks: somebody, and whether the application service asks for them. */
export interface Requester {
  user: string;
  /** Whose transaction ids: a service's are one space, whoever it acts for. */
  scope: string;
  isService: boolean;
}

/** "Using the application service API": `Authorization: Bearer`, and `user_id` to act for somebody of its own. */
export function authorize(state: HomeserverState, request: IncomingMessage, url: URL): Requester {
  const token = tokenOf(request);
  const service = state.appservice;
  if (service !== null && token === service.as_token) {
    const sender = senderOf(state) ?? "";
    const user = url.searchParams.get("user_id") ?? sender;
    if (user !== sender && !isReserved(state, user))
      throw forbidden(`Application service cannot masquerade as this user (${user}).`);
    if (!state.accounts[user]) throw forbidden(`Application service has not registered this user (${user})`);
    return { user, scope: `service ${service.id}`, isService: true };
  }
  const [user] = Object.entries(state.accounts).find(([, { accessToken }]) => accessToken === token) ?? [];
  if (user === undefined)
    throw new MatrixRefusal(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.", { soft_logout: false });
  return { user, scope: `user ${user}`, isService: false };
}

export function tokenOf(request: IncomingMessage): string {
  const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
  if (token === undefined) throw new MatrixRefusal(401, "M_MISSING_TOKEN", "Missing access token");
  return token;
}
