import type { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Client, ClientAnswer, ClientRequest } from "../client.ts";

/** As `client.json`. @throws UpstreamError also `module-missing` */
export async function askFreeScout<T>(
  client: Client,
  request: ClientRequest,
  schema: z.ZodType<T>,
): Promise<T> {
  try {
    return await client.json(request, schema);
  } catch (error) {
    throw await withModuleInMind(client, error);
  }
}

/** As `client.request`. @throws UpstreamError also `module-missing` */
export async function tellFreeScout(client: Client, request: ClientRequest): Promise<ClientAnswer> {
  try {
    return await client.request(request);
  } catch (error) {
    throw await withModuleInMind(client, error);
  }
}

/** Without the module everything is 404: a thing is only missing where mailboxes, which always are, are found. */
async function withModuleInMind(client: Client, error: unknown): Promise<unknown> {
  if (!isNotFound(error)) return error;
  try {
    await client.request({ path: "/mailboxes", query: { pageSize: 1 } });
    return error;
  } catch (other) {
    if (!isNotFound(other)) return error;
    return new UpstreamError({
      service: "freescout",
      kind: "rejected",
      reason: "module-missing",
      status: 404,
      message:
        "FreeScout's API & Webhooks module does not answer: it is not installed or not active, or FREESCOUT_API_URL names another place.",
    });
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind === "rejected" && error.reason === "not-found";
}
