import { z } from "zod";
import type { LoginFlowRow } from "#db/queries/connections.ts";
import type { Env } from "#lib/core/env.ts";
import { openSecret, sealSecret } from "#lib/core/secret-box.ts";
import { type AppPassword, appPasswordSchema, parseSealedJson } from "./app-password.ts";

type SealedFlow = Pick<LoginFlowRow, "id" | "secret">;

const schema = z.union([
  appPasswordSchema,
  z.object({ baseUrl: z.string().min(1), pollToken: z.string().min(1) }),
]);

/** What a flow knows: first how to ask for the app password, then the app password itself. */
type FlowSecret = z.infer<typeof schema>;

export function sealFlowSecret(env: Env, flowId: string, secret: FlowSecret): string {
  return sealSecret(env, `login-flow:${flowId}`, JSON.stringify(secret));
}

/** @returns null when no key of ours opens it. */
export function openFlowSecret(env: Env, flow: SealedFlow): FlowSecret | null {
  return parseSealedJson(schema, openSecret(env, `login-flow:${flow.id}`, flow.secret));
}

/** The app password a flow holds already; null before it was granted. */
export function grantedPassword(env: Env, flow: SealedFlow): AppPassword | null {
  const secret = openFlowSecret(env, flow);
  return secret && "appPassword" in secret ? secret : null;
}
