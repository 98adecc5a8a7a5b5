import { expect, test } from "vitest";
import { itemPlace } from "./item-place.ts";

const origin = "https://studio.example";

test.each([
  [
    { clickUrl: "/schedule", roomId: "r" },
    { href: "/schedule", isOurs: true },
  ],
  [
    { clickUrl: "https://shop.example/1", roomId: "r" },
    { href: "https://shop.example/1", isOurs: false },
  ],
  [
    { clickUrl: "https://studio.example/customers/1?a=b#c", roomId: null },
    { href: "/customers/1?a=b#c", isOurs: true },
  ],
  [
    { clickUrl: "http://studio.example/x", roomId: null },
    { href: "http://studio.example/x", isOurs: false },
  ],
  [
    { clickUrl: null, roomId: "!a:b" },
    { href: "/messenger?room=!a%3Ab", isOurs: true },
  ],
  [
    { clickUrl: "javascript:alert(1)", roomId: "r" },
    { href: "/messenger?room=r", isOurs: true },
  ],
  [{ clickUrl: "//evil.example", roomId: null }, null],
  [{ clickUrl: null, roomId: "" }, null],
])("%o leads to %o", (item, place) => expect(itemPlace(item, origin)).toEqual(place));
