import type { Ctx } from "#lib/auth/context.ts";
import type { Client } from "#lib/integrations/client.ts";
import { configFingerprint } from "#lib/integrations/connector-config.ts";
import { type ConnectorOptions, openConnector } from "#lib/integrations/open-connector.ts";
import { type ConnectorId, connectors } from "#lib/integrations/registry.ts";
import { contactOf } from "./contact-of.ts";
import { recordContact } from "./record-calls.ts";

export interface ObservedOptions extends Pick<ConnectorOptions, "signal" | "deliberate"> {
  /** Vendors repeat what they refuse: of a call about a person only kind and reason of its failure are kept. */
  hideDetail?: boolean;
}

/** Opens a connector whose calls are recorded. @throws UpstreamError `not-configured` */
export function openObserved(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  id: ConnectorId,
  { hideDetail = false, ...options }: ObservedOptions = {},
): Client {
  const config = configFingerprint(connectors[id], ctx.env);
  return openConnector(connectors[id], ctx.env, {
    ...options,
    now: ctx.now,
    observe: (call) => {
      const told = hideDetail ? { ...call, detail: null } : call;
      recordContact(ctx, contactOf(told, config, ctx.now()));
    },
  });
}
