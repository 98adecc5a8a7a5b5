import { describe, expect, test } from "vitest";
import type { PlacedWidget } from "#lib/dashboard/widgets.ts";
import { dueWords } from "./due-words.ts";
import { missingFrom, placedAt, sameBoard, withAdded, without, withWidth } from "./placement.ts";
import { priceWords } from "./price-words.ts";
import {
  readConversations,
  readDocuments,
  readFigures,
  readMessages,
  readOrders,
  readTasks,
  type TaskRow,
} from "./read-rows.ts";
import { bySoonest } from "./use-tasks.ts";

const board: PlacedWidget[] = [
  { id: "appointments", wide: true },
  { id: "tasks", wide: false },
  { id: "talk", wide: false },
];
const order = (all: readonly { id: string }[]) => all.map(({ id }) => id).join(" ");

describe("a board", () => {
  test.each([
    ["appointments", 1, "tasks appointments talk"],
    ["appointments", 2, "tasks talk appointments"],
    ["talk", 0, "talk appointments tasks"],
    ["tasks", 1, "appointments tasks talk"],
    ["tasks", -5, "tasks appointments talk"],
    ["tasks", 99, "appointments talk tasks"],
    ["orders", 0, "appointments tasks talk"],
  ])("%s at place %i: %s", (id, place, expected) => {
    expect(order(placedAt(board, id, place))).toBe(expected);
    expect(order(board)).toBe("appointments tasks talk");
  });

  test("is widened, shortened and added to, each once", () => {
    expect(withWidth(board, "talk", true).at(2)).toEqual({ id: "talk", wide: true });
    expect(order(without(board, "tasks"))).toBe("appointments talk");
    const added = withAdded(board, { id: "sync", wide: false });
    expect(order(added)).toBe("appointments tasks talk sync");
    expect(withAdded(added, { id: "sync", wide: true })).toBe(added);
    expect(sameBoard(board, withWidth(board, "talk", false))).toBe(true);
    expect(sameBoard(board, withWidth(board, "talk", true))).toBe(false);
    expect(sameBoard(board, placedAt(board, "talk", 0))).toBe(false);
    expect(sameBoard(board, without(board, "talk"))).toBe(false);
  });

  test("knows what could be added, in the usual order", () => {
    const offers = (["documents", "talk", "orders"] as const).map((id) => ({
      id,
      configured: id !== "orders",
    }));
    expect(missingFrom(board, offers)).toEqual([
      { id: "orders", configured: false },
      { id: "documents", configured: true },
    ]);
  });
});

describe("when a task is due", () => {
  const now = Date.parse("2026-12-01T09:30:00Z"); // 10:30 in Vienna
  const words = (date: string) => dueWords({ date }, now, "Europe/Vienna", "en");
  test.each([
    ["2026-12-01", { near: "today", time: null, isOverdue: false }],
    ["2026-12-02", { near: "tomorrow", time: null, isOverdue: false }],
    ["2026-11-30", { near: "yesterday", time: null, isOverdue: true }],
    ["2026-12-24", { near: null, day: "Thu 24 Dec", time: null, isOverdue: false }],
    ["2026-12-01T10:15:00", { near: "today", time: "10:15", isOverdue: true }],
    ["2026-12-01T14:00:00", { near: "today", time: "14:00", isOverdue: false }],
    ["2026-12-01T23:30:00Z", { near: "tomorrow", time: "00:30", isOverdue: false }],
    ["2026-12-01T09:00:00.000000Z", { near: "today", time: "10:00", isOverdue: true }],
  ])("%s", (date, expected) => {
    expect(words(date)).toMatchObject(expected);
  });

  test("without a date, or with what is none, nothing is said", () => {
    expect(dueWords(null, now, "Europe/Vienna", "en")).toBeNull();
    expect(words("every full moon")).toBeNull();
  });

  test("soonest first, what is urgent before the rest of its day, undated last", () => {
    const task = (id: string, date: string | null, urgent = false): TaskRow => ({
      id,
      content: id,
      checked: false,
      urgent,
      url: null,
      due: date === null ? null : { date, isRecurring: false, timeZone: null, text: null },
    });
    const tasks = [
      task("a", null),
      task("b", "2026-12-02"),
      task("c", "2026-12-01"),
      task("d", "2026-12-02", true),
    ];
    expect(order(tasks.sort(bySoonest))).toBe("c d b a");
  });
});

describe("what our API answered", () => {
  test("is read as far as it is there", () => {
    expect(
      readTasks({
        tasks: [
          {
            id: "6X",
            content: "Order ink",
            priority: 4,
            due: { date: "2026-12-01" },
            url: "https://t.example/6X",
          },
        ],
        nextCursor: "abc",
      }),
    ).toEqual({
      rows: [
        {
          id: "6X",
          content: "Order ink",
          checked: false,
          urgent: true,
          url: "https://t.example/6X",
          due: { date: "2026-12-01", isRecurring: false, timeZone: null, text: null },
        },
      ],
      more: true,
    });
    expect(
      readConversations({ conversations: [{ id: 3, customer: { name: "", email: "n@example.org" } }] }).rows,
    ).toMatchObject([{ id: 3, from: "n@example.org", assignee: "", url: null }]);
    expect(
      readOrders({
        orders: [{ id: 1, total: 12.5, currency: "EUR", items: [{ name: "Balm", quantity: 2 }] }],
      }).rows,
    ).toMatchObject([{ id: 1, buyer: null, total: 12.5, items: [{ name: "Balm", quantity: 2 }] }]);
    expect(
      readOrders({ orders: [{ id: 1, status: { id: 5, name: "[5.1] Packed" } }] }).rows[0]?.status,
    ).toEqual({ id: 5, name: "Packed" });
    const at = (id: number, createdAt: string) => ({ id, createdAt });
    const orders = [at(1, "2026-11-20T09:00:00.000Z"), at(2, "2026-11-20T08:00:00.000Z")];
    expect(readOrders({ orders: [...orders, at(3, "2026-11-20T09:00:00.000Z")] }).rows).toMatchObject([
      { id: 3 },
      { id: 1 },
      { id: 2 },
    ]);
    expect(readMessages({ messages: [{ id: 9, content: "<b>Hi</b>", channel: null }] }).rows).toMatchObject([
      { content: "<b>Hi</b>", channel: "", from: "" },
    ]);
    const typed =
      "**Done**: @**Front Desk|11** wrote to [Lena](https://lena.example) in #**bookings>Lena Hofer**";
    expect(readMessages({ messages: [{ id: 10, content: typed }] }).rows).toMatchObject([
      { content: "Done: @Front Desk wrote to Lena in #bookings > Lena Hofer" },
    ]);
    expect(
      readDocuments({
        documents: [{ id: 5, name: "Rent", modifiedAt: null, createdAt: "2026-12-01T00:00:00.000Z" }],
      }).rows,
    ).toMatchObject([{ at: "2026-12-01T00:00:00.000Z", folder: "", type: "" }]);
  });

  test.each([null, "no", [], {}, { tasks: null }])("%j holds no rows", (answer) => {
    expect(readTasks(answer)).toEqual({ rows: [], more: false });
    expect(readFigures(answer)).toBeNull();
  });

  test("an address that is none of the web leads nowhere", () => {
    const [row] = readTasks({ tasks: [{ id: "1", url: "javascript:alert(1)" }] }).rows;
    expect(row?.url).toBeNull();
  });

  test("figures are read wherever they stand", () => {
    const stats = { orders: 2, revenue: [{ currency: "EUR", total: 80 }] };
    expect(readFigures(stats)).toEqual(stats);
    expect(readFigures({ stats })).toEqual(stats);
  });
});

test.each([
  [12.5, "EUR", "en", "€12.50"],
  [1234.5, "EUR", "de", "€ 1.234,50"],
  [3, "nothing", "en", "3.00 nothing"],
])("%d %s in %s: %s", (total, currency, locale, expected) => {
  expect(priceWords(total, currency, locale).replaceAll("\u00a0", " ")).toBe(expected);
});
