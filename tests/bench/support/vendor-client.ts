import { type Env, parseEnv } from "#lib/core/env.ts";
import type { Client } from "#lib/integrations/client.ts";
import type { ConnectorOptions } from "#lib/integrations/connector-options.ts";
import { openConnector } from "#lib/integrations/open-connector.ts";
import { todoist } from "#lib/integrations/todoist/connector.ts";

/** Todoist's connector, at an address of ours. */
export function openVendor(url: string, options: ConnectorOptions = {}): Client {
  return openConnector(todoist, vendorEnv(url), options);
}

export function vendorEnv(url: string): Env {
  return parseEnv({
    NODE_ENV: "test",
    DATABASE_URL: "file:unused",
    NEXTAUTH_URL: "https://studio.example",
    NEXTAUTH_SECRET: "a-secret-of-the-bench-1234",
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-bench-123456",
    TODOIST_API_URL: url,
    TODOIST_API_TOKEN: "bench",
  });
}
