import type { Ctx } from "#lib/auth/context.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { checkIntegration } from "#lib/hub/check-integration.ts";
import { checkIntegrations } from "#lib/hub/check-integrations.ts";
import { countPaidCall } from "#lib/hub/count-paid-call.ts";
import { listIntegrations } from "#lib/hub/list-integrations.ts";
import { showIntegration } from "#lib/hub/show-integration.ts";
import { testIntegration } from "#lib/hub/test-integration.ts";
import { admins, type VerbPermission } from "./booking-verbs.ts";
import type { ActorName } from "./test-actors.ts";

/** Other systems hold what is the studio's as a whole, and no artist's. */
const desk: ActorName[] = ["staff", "admin", "worker"];

/** Todoist with a token, which is asked nothing here. */
const configured = (ctx: Ctx): Ctx => ({ ...ctx, env: { ...ctx.env, TODOIST_API_TOKEN: "token" } });

/** What is done with the studio's other systems. */
export const integrationVerbs: Record<string, VerbPermission> = {
  listIntegrations: [(ctx) => listIntegrations(ctx), desk],
  showIntegration: [(ctx) => showIntegration(ctx, "todoist"), desk],
  showAnUnknownIntegration: [(ctx) => showIntegration(ctx, "nope"), desk],
  checkIntegration: [(ctx) => checkIntegration(ctx, "todoist"), desk],
  askConnector: [(ctx) => askConnector(configured(ctx), "todoist", async () => "asked"), desk],
  countPaidCall: [(ctx) => countPaidCall(ctx, "ecodms"), desk],
  testIntegration: [(ctx) => testIntegration(ctx, "todoist"), admins],
  testAnUnknownIntegration: [(ctx) => testIntegration(ctx, "nope"), admins],
  checkIntegrations: [(ctx) => checkIntegrations(ctx), admins],
};
