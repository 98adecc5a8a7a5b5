import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { plainText } from "#lib/core/plain-text.ts";
import { ocsRequest } from "./ocs-request.ts";
import type { Transport } from "./transport.ts";

const API = "/ocs/v2.php/apps/user_status/api/v1/statuses";
const MESSAGE_LENGTH = 160;
const PAGE = 200;

const states = z.enum(["online", "away", "busy", "dnd", "invisible", "offline"]);

/** Nextcloud's user status, in its own words. `message` and `icon` are plain text, null where none is set. */
export interface UserStatus {
  userId: string;
  status: z.infer<typeof states>;
  message: string | null;
  icon: string | null;
}

const row = z
  .object({
    userId: z.string().min(1),
    status: states,
    message: z.string().nullish().catch(null),
    icon: z.string().nullish().catch(null),
  })
  .transform(({ userId, status, message, icon }) => ({
    userId,
    status,
    message: plainText(message ?? "", MESSAGE_LENGTH) || null,
    icon: plainText(icon ?? "", 16) || null,
  }));
const rows = z.array(row.nullable().catch(null));

/** Null: the user has set none, is nobody, or the server has no such app. @throws UpstreamError as `ocsRequest` does */
export async function readUserStatus(transport: Transport, userId: string): Promise<UserStatus | null> {
  const path = `${API}/${encodeURIComponent(userId)}`;
  return noneAt404(
    async () =>
      (await ocsRequest(transport, { method: "GET", path, schema: row.nullable().catch(null) })).data,
    null,
  );
}

/**
 * Of everybody who has one, in one request, at most two hundred. A row that cannot be read is left out.
 * @throws UpstreamError as `ocsRequest` does
 */
export async function readUserStatuses(transport: Transport): Promise<UserStatus[]> {
  const path = `${API}?limit=${PAGE}&offset=0`;
  return noneAt404(async () => {
    const { data } = await ocsRequest(transport, { method: "GET", path, schema: rows });
    return data.filter((status) => status !== null);
  }, []);
}

async function noneAt404<Value>(read: () => Promise<Value>, none: Value): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404) return none;
    throw error;
  }
}
