import { ApiProblem, readProblem } from "#components/console/api.ts";
import { fields } from "#components/console/json-fields.ts";
import type { IntegrationShown } from "./integration-shown.ts";
import { readIntegration, readIntegrations } from "./read-integrations.ts";

/** Where the list is, and its key for SWR. */
export const INTEGRATIONS_PATH = "/api/integrations";

/** Integrations as they were at `atMs`, by the server's clock (epoch ms). */
export interface IntegrationsAt {
  integrations: IntegrationShown[];
  atMs: number;
}

/** @throws ApiProblem */
export async function askForIntegrations(): Promise<IntegrationsAt> {
  const { body, atMs } = await ask(INTEGRATIONS_PATH);
  const integrations = readIntegrations(body);
  if (integrations === null) throw unreadable();
  return { integrations, atMs };
}

/** Tests one of them, which may take most of a minute. @throws ApiProblem, also when `signal` ends the waiting */
export async function askForTest(type: string, signal: AbortSignal): Promise<IntegrationsAt> {
  const path = `${INTEGRATIONS_PATH}/${encodeURIComponent(type)}/test`;
  const { body, atMs } = await ask(path, { method: "POST", signal });
  const tested = readIntegration(fields(body).integration);
  if (tested.type !== type) throw unreadable();
  return { integrations: [tested], atMs };
}

async function ask(path: string, init?: RequestInit): Promise<{ body: unknown; atMs: number }> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiProblem({ code: "offline", status: 0, detail: "" });
  }
  if (!response.ok) throw await readProblem(response);
  const atMs = Date.parse(response.headers.get("date") ?? "");
  return {
    body: await response.json().catch(() => null),
    atMs: Number.isFinite(atMs) ? atMs : Date.now(),
  };
}

function unreadable(): ApiProblem {
  return new ApiProblem({ code: "unreadable", status: 200, detail: "" });
}
