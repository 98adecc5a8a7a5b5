import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import { askFreeScout } from "./ask-freescout.ts";
import { toPerson } from "./map.ts";
import { userPage } from "./schema.ts";
import { storedEmail } from "./stored-email.ts";

const NAMED_AT_MOST = 20;

/**
 * Who speaks for the studio in FreeScout, which takes no message without somebody: who is named; else who has this mail
 * address there; else who is asked last.
 * @param otherwise such as the assignee of a conversation
 * @throws UpstreamError `invalid`, naming who there is
 */
export async function findActingUser(
  client: Client,
  asked: { userId?: number | undefined; byEmail?: string | undefined },
  otherwise: () => Promise<number | null> = async () => null,
): Promise<number> {
  if (asked.userId !== undefined) return asked.userId;
  const found = asked.byEmail === undefined ? null : await userWithEmail(client, asked.byEmail);
  const id = found ?? (await otherwise());
  if (id !== null) return id;
  const query = { pageSize: NAMED_AT_MOST };
  const { items } = await askFreeScout(client, { path: "/users", query }, userPage);
  const names = items.map((user) => `${user.id} (${toPerson(user).name})`).join(", ");
  throw new UpstreamError({
    service: "freescout",
    kind: "rejected",
    reason: "invalid",
    message: `FreeScout needs to know who writes: please name a userId. There is ${names || "nobody"}.`,
  });
}

async function userWithEmail(client: Client, wanted: string): Promise<number | null> {
  const email = storedEmail(wanted);
  const { items } = await askFreeScout(client, { path: "/users", query: { email } }, userPage);
  const same = items.find((user) => user.email?.toLowerCase() === email);
  return same?.id ?? null;
}
