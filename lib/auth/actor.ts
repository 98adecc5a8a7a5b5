/** Who acts. Verbs check permission from this and nothing else. */
export type Actor =
  | { kind: "customer" }
  | { kind: "artist"; userId: string; artistId: string; name: string }
  | { kind: "staff"; userId: string; name: string }
  | { kind: "admin"; userId: string; name: string }
  | { kind: "worker" }
  | { kind: "service"; tokenId: string; name: string };

export const customer: Actor = { kind: "customer" };
export const worker: Actor = { kind: "worker" };

/** The name shown in histories. */
export function actorName(actor: Actor): string {
  return "name" in actor ? actor.name : actor.kind;
}
