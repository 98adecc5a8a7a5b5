import type { IncomingMessage, ServerResponse } from "node:http";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** A request for or with a file of a room, of a member who may read (or write, for uploads). */
export interface MediaCall {
  ctx: Ctx;
  member: MessengerUser;
  request: IncomingMessage;
  response: ServerResponse;
}
