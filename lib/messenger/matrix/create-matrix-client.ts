import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { MatrixClient, MatrixClientOptions } from "./matrix-client.ts";
import { matrixMedia } from "./matrix-media.ts";
import { matrixPeople } from "./matrix-people.ts";
import { createMatrixRequest } from "./matrix-request.ts";
import { matrixRooms } from "./matrix-rooms.ts";

const versions = z.object({ versions: z.array(z.string()).min(1) });
const pinged = z.object({ duration_ms: z.number() });

/** The homeserver waits for the application service before it answers. */
const PING_TIMEOUT_MS = 60_000;

/** @see MatrixClient */
export function createMatrixClient(options: MatrixClientOptions): MatrixClient {
  const { serverName } = options;
  const request = createMatrixRequest(options);
  return {
    serverName,
    ...matrixPeople(request, serverName),
    ...matrixRooms(request, serverName),
    ...matrixMedia(request),

    async versions() {
      const path = ["client", "versions"];
      return (await request.json({ method: "GET", path, isAnonymous: true }, versions)).versions;
    },

    async ping(appserviceId, txnId = randomUUID()) {
      const path = ["client", "v1", "appservice", appserviceId, "ping"];
      const json = { transaction_id: txnId };
      const call = { method: "POST", path, json, timeoutMs: PING_TIMEOUT_MS } as const;
      return (await request.json(call, pinged)).duration_ms;
    },
  };
}
