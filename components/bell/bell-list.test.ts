import { describe, expect, test } from "vitest";
import type { BellItem, BellPage } from "./bell-item.ts";
import { UNASKED, withFirstPage, withNews, withOlderPage, withSeen } from "./bell-list.ts";

function item(seq: number, given: Partial<BellItem> = {}): BellItem {
  return {
    seq,
    id: `n${seq}`,
    sourceApp: "shop",
    title: `Order ${seq}`,
    body: "",
    urgent: false,
    roomId: null,
    clickUrl: null,
    tags: [],
    atMs: 0,
    read: false,
    ...given,
  };
}

function page(items: BellItem[], given: Partial<BellPage> = {}): BellPage {
  return { items, unread: items.filter(({ read }) => !read).length, next: null, ...given };
}

const seqs = ({ items }: { items: BellItem[] }) => items.map(({ seq }) => seq);
const asked = (...items: BellItem[]) => withFirstPage(UNASKED, page(items));

describe("what was just told", () => {
  test("stands on top and counts", () => {
    const list = withNews(asked(item(3), item(2, { read: true })), item(5));
    expect(seqs(list)).toEqual([5, 3, 2]);
    expect(list.unread).toBe(2);
  });
  test("counts once, however often it is heard", () => {
    const list = withNews(asked(item(3)), item(3));
    expect(seqs(list)).toEqual([3]);
    expect(list.unread).toBe(1);
  });
  test("before the server answered is neither lost nor counted twice", () => {
    const heard = withNews(withNews(UNASKED, item(7)), item(8));
    expect(heard.asked).toBe(false);
    // The answer knows of 7 and not of 8.
    const list = withFirstPage(heard, page([item(7), item(6)]));
    expect(seqs(list)).toEqual([8, 7, 6]);
    expect(list.unread).toBe(3);
  });
  test("is kept in bounds, with the way to what is older", () => {
    let list = asked();
    for (let seq = 1; seq <= 600; seq++) list = withNews(list, item(seq));
    expect(list.items).toHaveLength(500);
    expect(seqs(list)[0]).toBe(600);
    expect(list.next).toBe("101");
    expect(list.unread).toBe(600);
  });
});

test("asking anew takes the server's word for what it knows", () => {
  const list = withFirstPage(asked(item(3), item(2)), page([item(3, { read: true })], { next: "3" }));
  expect(seqs(list)).toEqual([3]);
  expect(list.unread).toBe(0);
  expect(list.next).toBe("3");
});

test("older ones follow, each once", () => {
  const list = withOlderPage(asked(item(9), item(8)), page([item(8), item(7)], { next: "7", unread: 40 }));
  expect(seqs(list)).toEqual([9, 8, 7]);
  expect(list.next).toBe("7");
  expect(list.unread).toBe(2);
});

describe("seen", () => {
  test("up to one: the rest stays new", () => {
    const list = withSeen(asked(item(9), item(8), item(7)), 8, 0);
    expect(list.items.map(({ read }) => read)).toEqual([false, true, true]);
    // The server had not heard of 9 when it counted.
    expect(list.unread).toBe(1);
  });
  test("what the server still counts lies further back than what is shown", () => {
    expect(withSeen(asked(item(9)), 5, 12).unread).toBe(12);
  });
});
