import { and, eq, gt, lte } from "drizzle-orm";
import { type Db, passingTransaction } from "../client.ts";
import { messengerUsers } from "../schema/messenger.ts";
import { messengerTickets } from "../schema/messenger-events.ts";
import type { MessengerUser } from "./messenger-users.ts";

type TicketRow = typeof messengerTickets.$inferSelect;

/** Those that have ended unused go at the same time. */
export function insertTicket(db: Db, ticket: TicketRow, nowMs: number): void {
  passingTransaction(db, () => {
    db.delete(messengerTickets).where(lte(messengerTickets.expiresAt, nowMs)).run();
    db.insert(messengerTickets).values(ticket).run();
  });
}

/** Good once: of two who come with the same ticket one is answered. */
export function takeTicket(
  db: Db,
  ticketHash: string,
  nowMs: number,
): { ticket: TicketRow; member: MessengerUser } | undefined {
  return passingTransaction(db, () => {
    const ticket = db
      .delete(messengerTickets)
      .where(and(eq(messengerTickets.ticketHash, ticketHash), gt(messengerTickets.expiresAt, nowMs)))
      .returning()
      .get();
    const member =
      ticket && db.select().from(messengerUsers).where(eq(messengerUsers.id, ticket.userId)).get();
    return member && { ticket, member };
  });
}
