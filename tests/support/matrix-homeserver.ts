import { onTestFinished } from "vitest";
import { z } from "zod";
import { createMatrixClient } from "#lib/messenger/matrix/create-matrix-client.ts";
import type { MatrixClient, MatrixClientOptions } from "#lib/messenger/matrix/matrix-client.ts";
import { createHomeserver, type HomeserverOptions } from "#sandbox/systems/matrix/create-homeserver.ts";
import { startSystem } from "#sandbox/systems/system.ts";

export const AS_TOKEN = "as-token-of-the-contract";
export const HS_TOKEN = "hs-token-of-the-contract";

/** A stand-in with an application service registered, and a client of it. `url` is where it pushes to. */
export async function startHomeserver(
  options: Partial<HomeserverOptions> & { url?: string } = {},
  more: Partial<MatrixClientOptions> = {},
) {
  const { url = null, ...rest } = options;
  const homeserver = createHomeserver({
    now: Date.now,
    registration: {
      id: "parlour",
      url,
      as_token: AS_TOKEN,
      hs_token: HS_TOKEN,
      sender_localpart: "hub_bot",
      prefix: "hub_",
    },
    ...rest,
  });
  const system = await startSystem(homeserver);
  onTestFinished(() => system.close().catch(() => undefined));
  const client = createMatrixClient({
    homeserverUrl: system.url,
    serverName: homeserver.serverName,
    asToken: AS_TOKEN,
    ...more,
  });
  return { homeserver, system, client };
}

const named = z.object({
  MATRIX_HOMESERVER_URL: z.url(),
  MATRIX_AS_TOKEN: z.string().min(1),
  MATRIX_HS_TOKEN: z.string().min(1),
});

/** The homeserver that the environment names, or why it is not asked. */
export function namedHomeserver():
  | { connect: () => Promise<MatrixClient>; hsToken: string; port: number | null }
  | { absent: string } {
  if (process.env.PARLOUR_CONTRACT_LIVE !== "1") return { absent: "only with bin/test contract --live" };
  const read = named.safeParse(process.env);
  if (!read.success)
    return { absent: `${read.error.issues.map(({ path }) => path.join(".")).join(", ")} missing` };
  const { MATRIX_HOMESERVER_URL: homeserverUrl, MATRIX_AS_TOKEN: asToken } = read.data;
  const clientOf = (serverName: string) => createMatrixClient({ homeserverUrl, serverName, asToken });
  return {
    // Its name is what its users' ids end in.
    connect: async () => {
      const { userId } = await clientOf("unknown").whoami();
      return clientOf(userId.slice(userId.indexOf(":") + 1));
    },
    hsToken: read.data.MATRIX_HS_TOKEN,
    port: Number(process.env.MATRIX_CONTRACT_PORT) || null,
  };
}
