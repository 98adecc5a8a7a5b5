import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { connections, loginFlows } from "../schema/connections.ts";
import { outbox } from "../schema/system.ts";
import { webhookSubscriptions } from "../schema/webhooks.ts";

/** A secret at rest, and where it stands. */
export interface SealedSecret {
  place: "connection" | "login-flow" | "revoke" | "webhook";
  id: string;
  /** What it was sealed for. */
  purpose: string;
  sealed: string;
}

/** Every secret at rest. There are as many as people who sign in, and a few that wait to be revoked. */
export async function listSealedSecrets(db: Db): Promise<SealedSecret[]> {
  const own = db.select().from(connections).all();
  const flows = db.select().from(loginFlows).all();
  const revokes = db.select().from(outbox).where(eq(outbox.kind, "revoke")).all();
  const webhooks = db.select().from(webhookSubscriptions).all();
  return [
    ...webhooks.map(({ id, secret }) => secretAt("webhook", id, `webhook:${id}`, secret)),
    ...own.map(({ userId, secret }) => secretAt("connection", userId, `connection:${userId}`, secret)),
    ...flows.map(({ id, secret }) => secretAt("login-flow", id, `login-flow:${id}`, secret)),
    ...revokes.map(({ id, payload }) => secretAt("revoke", id, id, payload.secret ?? "")),
  ];
}

function secretAt(place: SealedSecret["place"], id: string, purpose: string, sealed: string): SealedSecret {
  return { place, id, purpose, sealed };
}

/** Puts another sealing of the same secret in its place. @returns false when it has changed or gone meanwhile. */
export async function replaceSealedSecret(db: Db, from: SealedSecret, sealed: string): Promise<boolean> {
  switch (from.place) {
    case "connection": {
      const still = and(eq(connections.userId, from.id), eq(connections.secret, from.sealed));
      return db.update(connections).set({ secret: sealed }).where(still).run().changes === 1;
    }
    case "login-flow": {
      const still = and(eq(loginFlows.id, from.id), eq(loginFlows.secret, from.sealed));
      return db.update(loginFlows).set({ secret: sealed }).where(still).run().changes === 1;
    }
    case "webhook": {
      const still = and(eq(webhookSubscriptions.id, from.id), eq(webhookSubscriptions.secret, from.sealed));
      return db.update(webhookSubscriptions).set({ secret: sealed }).where(still).run().changes === 1;
    }
    case "revoke": {
      const still = and(eq(outbox.id, from.id), sql`${outbox.payload} ->> 'secret' = ${from.sealed}`);
      const payload = sql`json_set(${outbox.payload}, '$.secret', ${sealed})`;
      return db.update(outbox).set({ payload }).where(still).run().changes === 1;
    }
  }
}
