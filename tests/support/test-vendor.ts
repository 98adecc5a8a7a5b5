import type { ServerResponse } from "node:http";
import { parseEnv } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "#lib/integrations/client.ts";
import { type Connector, defineConnector } from "#lib/integrations/connector.ts";
import type { CallRecord, ConnectorOptions } from "#lib/integrations/connector-options.ts";
import type { ConnectorState } from "#lib/integrations/connector-state.ts";
import { openConnector } from "#lib/integrations/open-connector.ts";
import { type SeenRequest, startTestServer, type TestServer } from "#tests/contract/test-server.ts";

export const VENDOR_KEY = "key-that-nobody-may-see";
export const VENDOR_SECRET = "secret-that-nobody-may-see";

const test = { docsUrl: "https://vendor.example/docs", test: async () => {}, health: async () => {} };

/** A connector that signs in with one key, in a header. */
export const keyVendor: Connector = defineConnector({
  ...test,
  id: "todoist",
  name: "Todoist",
  fields: { TODOIST_API_TOKEN: { secret: true }, TODOIST_API_URL: { secret: false } },
  alternatives: [["TODOIST_API_TOKEN"]],
  baseUrl: (config) => config.TODOIST_API_URL,
  auth: {
    kind: "headers",
    headers: (config) => ({ Authorization: `Bearer ${config.TODOIST_API_TOKEN}` }),
  },
});

/** A connector that asks for a token first: `POST /login` with its secret. */
export const tokenVendor: Connector = defineConnector({
  ...test,
  id: "plentyone",
  name: "PlentyONE",
  fields: {
    PLENTYONE_BASE_URL: { secret: false },
    PLENTYONE_CLIENT_ID: { secret: false },
    PLENTYONE_CLIENT_SECRET: { secret: true },
    PLENTYONE_TOKEN_URL: { secret: false },
  },
  alternatives: [
    ["PLENTYONE_BASE_URL", "PLENTYONE_CLIENT_ID", "PLENTYONE_CLIENT_SECRET", "PLENTYONE_TOKEN_URL"],
  ],
  baseUrl: (config) => config.PLENTYONE_BASE_URL,
  auth: {
    kind: "token",
    async login(ask, config, previous, nowMs) {
      const form = {
        client_secret: config.PLENTYONE_CLIENT_SECRET,
        ...(previous?.refresh ? { refresh_token: previous.refresh } : {}),
      };
      const { status, text } = await ask({ url: config.PLENTYONE_TOKEN_URL, form });
      if (status === 401)
        throw new UpstreamError({
          service: "plentyone",
          kind: "auth",
          status,
          message: "OAuth: invalid_client",
        });
      const { token, seconds, refresh } = JSON.parse(text);
      return { value: token, expiresAt: nowMs + seconds * 1000, refresh };
    },
    headers: (token) => ({ Authorization: `Bearer ${token.value}` }),
  },
});

export interface TestVendor extends TestServer {
  /** What it answers; 200 with `{"ok":true}` unless changed. */
  answer: (request: SeenRequest, response: ServerResponse) => void;
  /** As the tests' connectors and clocks want it; one state for the vendor, no pauses worth the name. */
  open(connector?: Connector, options?: ConnectorOptions, variables?: Record<string, string>): Client;
  states: Map<string, ConnectorState>;
  /** Of every client that was opened. */
  records: CallRecord[];
  /** What time has passed on the clock that nobody sets, milliseconds. */
  elapse(ms: number): void;
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

export async function startTestVendor(): Promise<TestVendor> {
  const server = await startTestServer((request, response) => vendor.answer(request, response));
  let passed = 0;
  const vendor: TestVendor = {
    ...server,
    states: new Map(),
    records: [],
    answer: (_request, response) => sendJson(response, { ok: true }),
    elapse(ms) {
      passed += ms;
    },
    open: (connector = keyVendor, options = {}, variables = {}) =>
      openConnector(connector, vendorEnv(server.url, variables), {
        baseDelayMs: 1,
        states: vendor.states,
        monotonic: () => performance.now() + passed,
        observe: (record) => vendor.records.push(record),
        ...options,
      }),
  };
  return vendor;
}

export function vendorEnv(url: string, more: Record<string, string> = {}) {
  return parseEnv({
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    DATABASE_URL: "file:unused",
    NEXTAUTH_URL: "https://studio.example",
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-tests-123456",
    TODOIST_API_URL: url,
    TODOIST_API_TOKEN: VENDOR_KEY,
    PLENTYONE_BASE_URL: url,
    PLENTYONE_CLIENT_ID: "parlour",
    PLENTYONE_CLIENT_SECRET: VENDOR_SECRET,
    PLENTYONE_TOKEN_URL: `${url}/login`,
    ...more,
  });
}
