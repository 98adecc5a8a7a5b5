/** Somebody who signs in; `scopes` where they act through a token that is limited (lib/auth/scopes.ts). */
interface Person {
  userId: string;
  name: string;
  scopes?: readonly string[];
}

/** Who acts. Verbs check permission from this and nothing else. */
export type Actor =
  | { kind: "customer" }
  | ({ kind: "artist"; artistId: string } & Person)
  | ({ kind: "staff" } & Person)
  | ({ kind: "admin" } & Person)
  | { kind: "worker" }
  /** Another application (X-Service-Token); it may do what its scopes say, and only in the messenger. */
  | { kind: "service"; tokenId: string; name: string; tenantId: string; serviceScopes: readonly string[] }
  /** Somebody of another hub application (a hub token); they exist only in the messenger. */
  | { kind: "hub"; tenantId: string; hubUserId: string; role: HubRole; name: string; endsAt: number };

export type HubRole = "admin" | "user" | "viewer";

export const customer: Actor = { kind: "customer" };
export const worker: Actor = { kind: "worker" };

/** The name shown in histories. */
export function actorName(actor: Actor): string {
  return "name" in actor ? actor.name : actor.kind;
}
