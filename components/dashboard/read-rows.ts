import { count, fields, list, text, textOrNull } from "#components/console/json-fields.ts";
import { webAddress } from "#components/talk/talk-rooms.ts";
import type { Document } from "#lib/integrations/ecodms/dto.ts";
import type { Conversation } from "#lib/integrations/freescout/dto.ts";
import type { Order, OrderStats } from "#lib/integrations/plentyone/dto.ts";
import type { Task } from "#lib/integrations/todoist/dto.ts";
import type { Message } from "#lib/integrations/zulip/dto.ts";
import { plainMessage } from "#lib/integrations/zulip/plain-message.ts";

/** What the widgets show of the answers of our API. Everything a vendor wrote stays plain text; links are web addresses. */

export interface Rows<Row> {
  rows: Row[];
  /** There are more than these. */
  more: boolean;
}

type Linked = { url: string | null };

export type TaskRow = Pick<Task, "id" | "content" | "due" | "checked"> & Linked & { urgent: boolean };
export type ConversationRow = Pick<Conversation, "id" | "number" | "subject" | "preview" | "updatedAt"> &
  Linked & { from: string; assignee: string };
export type OrderRow = Pick<Order, "id" | "status" | "createdAt" | "buyer" | "currency" | "total"> & {
  items: { name: string; quantity: number }[];
};
export type OrderFigures = Pick<OrderStats, "orders" | "revenue">;
export type MessageRow = Pick<Message, "id" | "content" | "topic" | "at"> &
  Linked & { from: string; channel: string };
export type DocumentRow = Pick<Document, "id" | "name" | "date"> & {
  at: string | null;
  folder: string;
  type: string;
};

export function readTasks(answer: unknown): Rows<TaskRow> {
  return rowsOf(answer, "tasks", (task) => {
    const due = fields(task.due);
    return {
      id: text(task.id),
      content: text(task.content),
      checked: task.checked === true,
      urgent: count(task.priority) === 4,
      url: webAddress(task.url),
      due: text(due.date)
        ? {
            date: text(due.date),
            isRecurring: due.isRecurring === true,
            timeZone: textOrNull(due.timeZone),
            text: textOrNull(due.text),
          }
        : null,
    };
  });
}

export function readConversations(answer: unknown): Rows<ConversationRow> {
  return rowsOf(answer, "conversations", (row) => {
    const customer = fields(row.customer);
    return {
      id: count(row.id),
      number: count(row.number),
      subject: text(row.subject),
      preview: text(row.preview),
      updatedAt: text(row.updatedAt),
      url: webAddress(row.url),
      from: text(customer.name) || text(customer.email),
      assignee: text(fields(row.assignee).name),
    };
  });
}

/** Newest first, whatever their ids say. */
export function readOrders(answer: unknown): Rows<OrderRow> {
  const { rows, more } = rowsOf(answer, "orders", toOrderRow);
  rows.sort((one, other) => other.createdAt.localeCompare(one.createdAt) || other.id - one.id);
  return { rows, more };
}

function toOrderRow(row: Record<string, unknown>): OrderRow {
  return {
    id: count(row.id),
    status: {
      id: count(fields(row.status).id),
      // Shops are given names such as "[5] Cleared for shipping".
      name: textOrNull(fields(row.status).name)?.replace(/^\[[\d.]+\]\s*/, "") || null,
    },
    createdAt: text(row.createdAt),
    buyer: textOrNull(row.buyer),
    currency: text(row.currency),
    total: count(row.total),
    items: list(row.items)
      .map(fields)
      .map((item) => ({ name: text(item.name), quantity: count(item.quantity) })),
  };
}

/** Null where the answer holds no figures. */
export function readFigures(answer: unknown): OrderFigures | null {
  const all = fields(answer);
  const stats = typeof all.orders === "number" ? all : fields(all.stats);
  if (typeof stats.orders !== "number") return null;
  return {
    orders: count(stats.orders),
    revenue: list(stats.revenue)
      .map(fields)
      .map((one) => ({ currency: text(one.currency), total: count(one.total) })),
  };
}

export function readMessages(answer: unknown): Rows<MessageRow> {
  return rowsOf(answer, "messages", (row) => ({
    id: count(row.id),
    content: plainMessage(text(row.content)),
    topic: text(row.topic),
    at: text(row.at),
    url: webAddress(row.url),
    from: text(fields(row.sender).name),
    channel: text(fields(row.channel).name),
  }));
}

export function readDocuments(answer: unknown): Rows<DocumentRow> {
  return rowsOf(answer, "documents", (row) => ({
    id: count(row.id),
    name: text(row.name),
    date: textOrNull(row.date),
    at: textOrNull(row.modifiedAt) ?? textOrNull(row.createdAt),
    folder: text(fields(row.folder).name),
    type: text(fields(row.type).name),
  }));
}

function rowsOf<Row>(answer: unknown, noun: string, read: (row: Record<string, unknown>) => Row): Rows<Row> {
  const all = fields(answer);
  return { rows: list(all[noun]).map(fields).map(read), more: typeof all.nextCursor === "string" };
}
