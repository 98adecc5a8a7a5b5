import { z } from "zod";
import { ocsRequest } from "./ocs-request.ts";
import type { Transport } from "./transport.ts";

/** Whose account it is. `id` belongs into DAV paths; the name to sign in with may be another (a mail address). */
export interface CloudUser {
  id: string;
  displayName: string;
  email: string | null;
  groups: string[];
}

const text = z.string().trim().min(1);
const schema = z
  .object({
    id: text.max(255),
    "display-name": text.nullish().catch(null),
    displayname: text.nullish().catch(null),
    email: text.nullish().catch(null),
    groups: z.array(z.string()).catch([]),
  })
  .transform((user) => ({
    id: user.id,
    displayName: user["display-name"] ?? user.displayname ?? user.id,
    email: user.email ?? null,
    groups: user.groups,
  }));

/** The signed-in user. @throws UpstreamError as `ocsRequest` does */
export async function readOwnUser(transport: Transport): Promise<CloudUser> {
  return (await ocsRequest(transport, { method: "GET", path: "/ocs/v2.php/cloud/user", schema })).data;
}
