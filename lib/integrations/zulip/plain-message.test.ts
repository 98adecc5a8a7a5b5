import { expect, test } from "vitest";
import { plainMessage } from "./plain-message.ts";

test.each([
  ["I take it. @**Front Desk** could you ask?", "I take it. @Front Desk could you ask?"],
  ["@**Mara Lindqvist|8** and @_**Theo Brandl|9**", "@Mara Lindqvist and Theo Brandl"],
  ["@**all**, @*staff* and @_*night shift*", "@all, @staff and night shift"],
  [
    "see #**bookings>Lena Hofer**, #**team** or #**team>ink@1027**",
    "see #bookings > Lena Hofer, #team or #team > ink",
  ],
  ["```spoiler The price\n350 €\n```\nSecret?", "The price …\nSecret?"],
  ["~~~ spoiler\nhidden", "…"],
  ["$$x^2$$ at <time:2030-01-01T10:00:00Z>", "x^2 at 2030-01-01T10:00:00Z"],
  ["**bold**, *slanted*, a@b.example, 2 * 3 ** 4 and @**", "bold, slanted, a@b.example, 2 * 3 ** 4 and @**"],
  ["", ""],
])("%j reads %j", (content, text) => expect(plainMessage(content)).toBe(text));

test("a long message costs little", () => {
  for (const part of ["@**", "@_*a", "#**a>", "$$a", "<time:", "```spoiler\n", "~~~spoiler a\n```\n", "a\n"])
    expect(plainMessage(part.repeat(100_000 / part.length))).toEqual(expect.any(String));
});
