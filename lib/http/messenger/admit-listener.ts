import { takeTicket } from "#db/queries/messenger-tickets.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { hubActor, looksLikeHubToken } from "#lib/messenger/hub-actor.ts";
import { requireMember } from "#lib/messenger/require-member.ts";
import { messengerEventEndpoints } from "../endpoints/messenger-event-endpoints.ts";
import { messengerActor } from "../messenger-actor.ts";
import type { RequestHead } from "../request-head.ts";
import { provesStill, type StreamProof, streamProof } from "./stream-proof.ts";

const { path } = messengerEventEndpoints.streamMessengerEvents;

type Base = Pick<Ctx, "db" | "env" | "now">;

/** Who may listen, and for how long. */
export interface Admission extends StreamProof {
  member: MessengerUser;
}

/**
 * Who opens a stream: by a ticket, by what a header says, by a hub token in the address, or by a session.
 * @throws AppError `not_signed_in`, `not_allowed`, `messenger_not_configured`
 */
export async function admitListener(
  base: Base,
  head: RequestHead,
  { ticket, token }: { ticket?: string | undefined; token?: string | undefined },
): Promise<Admission> {
  if (ticket !== undefined) return byTicket(base, ticket);
  const isNamed = head.headers.has("authorization") || head.headers.has("x-service-token");
  const actor =
    token !== undefined && !isNamed
      ? await byToken(base, token)
      : await messengerActor(base, head, {
          method: "GET",
          path,
          access: "messenger",
          scope: "messenger:read",
        });
  const member = await requireMember({ ...base, actor });
  return { member, ...(await streamProof(base, head, actor)) };
}

async function byToken(base: Base, token: string) {
  if (looksLikeHubToken(token)) return hubActor(base, token);
  throw new AppError("not_signed_in", "Only a hub token may stand in the address.");
}

async function byTicket(base: Base, ticket: string): Promise<Admission> {
  const taken = takeTicket(base.db, hashToken(ticket), base.now());
  const proof = ticket.split(".", 2)[1] ?? "";
  if (!taken || !(await provesStill(base, proof, taken.member.hubUserId)))
    throw new AppError("not_signed_in", "This ticket was used already, or is older than a minute.");
  if (!taken.member.active)
    throw new AppError("not_allowed", "An admin has closed the messenger to this person.");
  return { member: taken.member, endsAt: taken.ticket.endsAt, proof };
}
