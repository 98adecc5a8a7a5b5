import { afterAll, beforeAll } from "vitest";
import { SECOND } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import type { Client } from "#lib/integrations/client.ts";
import type { Connector } from "#lib/integrations/connector.ts";
import { getMissingConfig } from "#lib/integrations/connector-config.ts";
import { type ConnectorOptions, openConnector } from "#lib/integrations/open-connector.ts";
import { type ConnectorId, connectors } from "#lib/integrations/registry.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { describeOn } from "./describe-on.ts";

/** A running stand-in, and the variables that lead to it. */
export interface StandIn {
  env: Record<string, string>;
  /** Its clock; the machine's unless said. */
  now?: () => number;
  close(): Promise<void>;
}

export interface About {
  /** The real system: what a suite makes there it takes away again, and it orders no faults. */
  live: boolean;
}

/** Opens the connector under test; called within tests and hooks. */
export type Connect = (options?: ConnectorOptions) => Client;

/**
 * Declares the same suite twice: on the stand-in, started once for it, and on the real system. The latter is skipped by
 * name unless `bin/test contract --live` asks for it and the environment names it (tests/contract/README.md).
 */
export function describeSystem(
  id: ConnectorId,
  { standIn }: { standIn: () => Promise<StandIn> },
  suite: (connect: Connect, about: About) => void,
): void {
  const connector: Connector<ConnectorId> = connectors[id];
  describeOn(`${connector.name}: its stand-in`, {}, () => {
    let running: StandIn | null = null;
    beforeAll(async () => {
      running = await standIn();
    });
    afterAll(() => running?.close());
    suite(
      (options) => {
        if (!running)
          throw new Error("The stand-in is started before the tests, not when they are declared.");
        const env = testEnvironment("file:unused", running.env);
        // A stand-in need not be waited for.
        return openConnector(connector, env, { now: running.now, baseDelayMs: 1, ...options });
      },
      { live: false },
    );
  });
  describeOn(`${connector.name}: the system that the environment names`, namedSystem(connector), ({ env }) =>
    suite((options) => openConnector(connector, env, { baseDelayMs: SECOND, ...options }), { live: true }),
  );
}

function namedSystem(connector: Connector<ConnectorId>): { env: Env } | { absent: string } {
  if (process.env.PARLOUR_CONTRACT_LIVE !== "1") return { absent: "only with bin/test contract --live" };
  const named = Object.keys(connector.fields).map((name) => [name, process.env[liveName(name)] ?? ""]);
  const env = testEnvironment("file:unused", Object.fromEntries(named.filter(([, value]) => value !== "")));
  const missing = getMissingConfig(connector, env).map(liveName);
  return missing.length > 0 ? { absent: `${missing.join(", ")} missing` } : { env };
}

/** A Nextcloud is only ever tried under names of its own, so that no suite meets a studio's. */
function liveName(variable: string): string {
  return variable.replace(/^NEXTCLOUD_(BASE_)?/, "NEXTCLOUD_CONTRACT_");
}
