import type { Ctx } from "#lib/auth/context.ts";
import { homeserverAnswers } from "./homeserver-answers.ts";
import { type TransportId, transportOf } from "./transport-of.ts";

export interface HealthJson {
  status: "ok";
  service: "messenger-service";
  /** Whether the homeserver answers; `unreachable` too where there is none. Nothing is lost meanwhile. */
  conduit: "reachable" | "unreachable";
  transport: TransportId;
}

/** For everybody: nothing in it is a secret. It says ok while notifications are taken, homeserver or not. */
export async function showHealth(ctx: Pick<Ctx, "env" | "now">): Promise<HealthJson> {
  const conduit = (await homeserverAnswers(ctx)) ? "reachable" : "unreachable";
  return { status: "ok", service: "messenger-service", conduit, transport: transportOf(ctx.env) };
}
