import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { vendorEnv } from "#tests/support/test-vendor.ts";
import type { Connector } from "./connector.ts";
import { getMissingConfig } from "./connector-config.ts";
import { CONNECTOR_IDS, connectors, isConnectorId } from "./registry.ts";

const example = readFileSync(".env.local.example", "utf8");
const guide = readFileSync("docs/integrations.md", "utf8");
const all: Connector[] = CONNECTOR_IDS.map((id) => connectors[id]);

test.each(all.map((connector) => [connector.id, connector] as const))("%s is whole", (id, connector) => {
  expect(connectors).toHaveProperty(id, connector);
  expect(connector.docsUrl).toMatch(/^https:\/\//);
  const fields = Object.entries(connector.fields);
  for (const [name, field] of fields) {
    expect(example).toMatch(new RegExp(`^#?${name}=`, "m"));
    expect(guide).toContain(`\`${name}\``);
    expect([name, field?.secret]).toEqual([name, /PASSWORD|SECRET|KEY|API_TOKEN/.test(name)]);
  }
  const names = fields.map(([name]) => name);
  for (const alternative of connector.alternatives) {
    expect(names).toEqual(expect.arrayContaining([...alternative]));
    // Without a secret nobody could be let in.
    expect(alternative.some((name) => connector.fields[name]?.secret)).toBe(true);
  }
});

test("nothing is on before its variables are set", () => {
  const env = {
    ...vendorEnv("https://vendor.example"),
    PLENTYONE_BASE_URL: undefined,
    TODOIST_API_TOKEN: undefined,
  };
  for (const connector of all) expect(getMissingConfig(connector, env)).not.toEqual([]);
});

test.each(["todoist ", "Todoist", "toString", "__proto__", "constructor", ""])("%j is no connector", (id) => {
  expect(isConnectorId(id)).toBe(false);
});
