import { z } from "zod";
import { ocsRequest } from "./ocs-request.ts";
import type { Transport } from "./transport.ts";

/** What the server offers the account. */
export interface Capabilities {
  /** Such as `24.0.5`; empty where the server does not say. */
  version: string;
  /** Null: Talk is not installed, or the account may not use it. */
  talk: { features: string[]; maxMessageLength: number } | null;
  userStatus: boolean;
}

/** Talk's own limit, where the server names none. */
const MAX_MESSAGE_LENGTH = 32_000;

const spreed = z
  .object({
    features: z.array(z.string()).catch([]),
    config: z.object({ chat: z.object({ "max-length": z.number().int().positive() }) }).optional(),
  })
  .transform(({ features, config }) => ({
    features,
    maxMessageLength: config?.chat["max-length"] ?? MAX_MESSAGE_LENGTH,
  }));
const schema = z.object({
  version: z.object({ string: z.string() }).catch({ string: "" }),
  // PHP writes an empty map as a list.
  capabilities: z.union([
    z.object({
      spreed: spreed.optional().catch(undefined),
      user_status: z.object({ enabled: z.boolean() }).optional().catch(undefined),
    }),
    z.array(z.unknown()).transform(() => ({ spreed: undefined, user_status: undefined })),
  ]),
});

/** @throws UpstreamError as `ocsRequest` does */
export async function readCapabilities(transport: Transport): Promise<Capabilities> {
  const path = "/ocs/v2.php/cloud/capabilities";
  const { version, capabilities } = (await ocsRequest(transport, { method: "GET", path, schema })).data;
  return {
    version: version.string,
    talk: capabilities.spreed ?? null,
    userStatus: capabilities.user_status?.enabled ?? false,
  };
}
