import type { z } from "zod";
import { systemClock } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import type { Client, ClientRequest } from "./client.ts";
import type { Connector } from "./connector.ts";
import { configFingerprint, configOf, getMissingConfig } from "./connector-config.ts";
import type { ConnectorOptions } from "./connector-options.ts";
import { connectorState, processStates } from "./connector-state.ts";
import { createCalls } from "./create-calls.ts";
import { notConfigured } from "./not-configured.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { readJson } from "./read-json.ts";
import { secretsOf, withEncodings } from "./redact.ts";

export type { CallRecord, ConnectorOptions } from "./connector-options.ts";

const CONCURRENCY = 4;

/**
 * The client of a connector as it is configured. Breaker, places, limits and token are one for the whole process for
 * each connector, address and configuration (docs/integrations.md).
 * @throws UpstreamError `not-configured`, naming the variables that are missing
 */
export function openConnector(connector: Connector, env: Env, options: ConnectorOptions = {}): Client {
  const missing = getMissingConfig(connector, env);
  if (missing.length > 0) throw notConfigured(connector, missing);
  const config = configOf(connector, env);
  const base = new URL(connector.baseUrl(config));
  base.username = "";
  base.password = "";
  const now = options.now ?? systemClock;
  const key = `${connector.id} ${base.href} ${configFingerprint(connector, env)}`;
  const state = connectorState(options.states ?? processStates(), key, {
    concurrency: connector.concurrency ?? CONCURRENCY,
    monotonic: options.monotonic ?? (() => performance.now()),
  });
  const configured = secretsOf(connector, config);
  const opened: OpenedConnector = {
    connector,
    config,
    now,
    state,
    base,
    deliberate: options.deliberate ?? false,
    send: options.fetch ?? fetch,
    secrets: () => [...configured, ...withEncodings(state.tokens.secrets())],
  };
  const { ask, openStream } = createCalls(opened, options);
  const jsonWithHeaders = <T>(asked: ClientRequest, schema: z.ZodType<T>) =>
    ask(asked, (answer) => ({ data: readJson(opened, answer, schema), headers: answer.headers }));
  return {
    id: connector.id,
    name: connector.name,
    config,
    now,
    request: (asked) => ask(asked, ({ status, headers, text }) => ({ status, headers, text })),
    jsonWithHeaders,
    json: async (asked, schema) => (await jsonWithHeaders(asked, schema)).data,
    stream: openStream,
  };
}
