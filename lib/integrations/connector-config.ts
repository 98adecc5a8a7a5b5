import { createHash } from "node:crypto";
import type { Env } from "#lib/core/env.ts";
import type { Config, ConfigName, Connector } from "./connector.ts";

/** The connector's part of the environment. */
export function configOf(connector: Connector, env: Env): Config {
  const known = Object.keys(connector.fields).map((name) => [name, textOf(env, name)]);
  return Object.fromEntries(known);
}

/** True when one of the alternative sets of variables is whole. */
export function isConfigured(connector: Connector, env: Env): boolean {
  return getMissingConfig(connector, env).length === 0;
}

/**
 * Names of the variables that are still missing, of the alternative that is nearest to being whole; empty when one is.
 */
export function getMissingConfig(connector: Connector, env: Env): string[] {
  const missing = connector.alternatives.map((names) => names.filter((name) => textOf(env, name) === ""));
  const shareOf = (index: number) => {
    const names = connector.alternatives[index] ?? [];
    return (missing[index]?.length ?? 0) / Math.max(1, names.length);
  };
  const [nearest = 0] = [...missing.keys()].sort((one, other) => shareOf(one) - shareOf(other));
  return missing[nearest] ?? [];
}

/** Changes with any variable of the connector and tells none of them. */
export function configFingerprint(connector: Connector, env: Env): string {
  const config: Record<string, string> = configOf(connector, env);
  const text = JSON.stringify([connector.id, ...Object.entries(config).sort()]);
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}

function textOf(env: Env, name: string): string {
  const value: unknown = env[name as ConfigName];
  return typeof value === "string" ? value : "";
}
