import { describe, expect, test } from "vitest";
import { cpuMs } from "#tests/support/cpu-ms.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

/**
 * What Zulip looks for in a message, written after its server's patterns (zerver/lib/markdown, zerver/lib/mention.py,
 * and Python-Markdown for the blocks). None may be found in what was escaped.
 */
const MEANT: Record<string, RegExp> = {
  mention: /(?<![^\s'"(,:<])@_?\*\*[^*]+\*\*/u,
  "group mention": /(?<![^\s'"(,:<])@_?\*[^*]+\*/u,
  channel: /(?<![^\s'"(,:<])#\*\*[^*]+\*\*/u,
  strong: /(\*\*)([^\n]+?)\1/u,
  "strong emphasis": /(\*\*\*)(?!\s+)([^*^\n]+)(?<!\s)\*\*\*/u,
  emphasis: /(\*)(?!\s+)([^*^\n]+)(?<!\s)\*/u,
  strike: /(?<!~)(~~)([^~\n]+?)(~~)(?!~)/u,
  code: /(`+)(.+?)(?<!`)\1(?!`)/su,
  fence: /^[ \t]*(`{3,}|~{3,})/mu,
  tex: /\$\$[^\n$]+\$\$/u,
  link: /\[[^\]]*\]\(/u,
  timestamp: /<time:[^>]*?>/iu,
  entity: /&(#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);/iu,
  emoji: /:[\p{L}\p{N}_+-]+:/u,
  address: /https?:\/\/[\w.:@-]+/iu,
  "bare address": /(?<![^\s'"(,:<])([\p{L}\p{N}_-]+\.)+(com|org|at|de|io)(\/\S*)?(?=[!:;?),.'">]*(\s|$))/iu,
  file: /file:\/\/\//iu,
  bitcoin: /bitcoin:[13]/u,
  issue: /(^|[\s'"(,:<])#\d+/u,
  heading: /^#{1,6}\s/mu,
  quote: /^ {0,3}>/mu,
  // As Python reads digits.
  list: /^ *([*+-]|\p{Nd}+\.)[ ]+/mu,
  rule: /^ {0,3}((-+ {0,2}){3,}|(_+ {0,2}){3,}|(\*+ {0,2}){3,}) *$/mu,
  "code block": /^( {4}|\t)/mu,
  "table rule": /^ *[|:-][|: -]*$/mu,
  command: /^\/(me|poll|todo)\b/u,
};

/** What a person sees: without what is not seen, and a backtick where something looks like one. */
const seen = (text: string) =>
  text.replaceAll("\u200b", "").replaceAll("*\u200a", "*").replaceAll("\u02cb", "`");

function expectPlain(text: string, around: [string, string] = ["", ""]) {
  const escaped = escapeMarkdown(text);
  const found = Object.entries(MEANT).filter(([, pattern]) => pattern.test(around[0] + escaped + around[1]));
  expect(
    found.map(([name]) => name),
    JSON.stringify(escaped),
  ).toEqual([]);
  expect(seen(escaped)).toBe(text);
}

describe("what would mean something in Zulip", () => {
  test.each([
    "@**all**",
    "@_**Mara Lindqvist**",
    "@**Mara Lindqvist|8**",
    "(@*staff*)",
    "#**bookings**",
    "#**bookings>Lena Hofer**",
    "#**bookings>Lena Hofer@1027**",
    "**bold** *slanted* ***both*** ~~gone~~",
    "`code` and ``more ` code``",
    "```spoiler Surprise\nhidden\n```",
    "~~~\ncode\n~~~",
    "```math\nx^2\n```",
    "$$\\int_0^1 x$$",
    "[click](https://evil.example)",
    "![picture](https://evil.example/a.png)",
    "[#**bookings**](#narrow/channel/5-bookings)",
    "https://evil.example/login?a=b#c",
    "HTTP://EVIL.example",
    "see www.evil.com, or evil.com/path",
    "file:///etc/passwd",
    "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "(bitcoin:3BoatSLRHtKNngkdXEeobR76b53LETtpyT)",
    "> quoted",
    "  > quoted too",
    "# Heading",
    "###### six",
    "- item\n- item",
    "* item",
    "+ item",
    "1. item",
    "١. item\n２. item",
    "    indented code",
    "\tindented code",
    "---",
    "_ _ _",
    "* * *",
    "a | b\n--|--\nc | d",
    "| a |\n| :-: |",
    "/me waves",
    "/poll Yes or no?\nYes\nNo",
    "/todo Things",
    ":smile: :+1: :émoji:",
    "<time:2030-01-01T00:00:00+01:00>",
    "&#64;**all** &amp; &lt;",
    "#123 and (#123)",
    "a@",
    "]",
    "**",
    "$",
  ])("%j", (text) => expectPlain(text));

  test.each([
    ["**", "**"],
    ["*", "*"],
    ["- ", ""],
    ["> ", "\n"],
    ["Note: ", " (see below)"],
  ])("between %j and %j nothing of it opens or ends anything more", (before, after) => {
    const own = Object.entries(MEANT)
      .filter(([, pattern]) => pattern.test(`${before}x${after}`))
      .map(([name]) => name);
    for (const text of [
      "@**all**",
      "#**bookings**",
      "`x`",
      "[x](y)",
      "$$x$$",
      "https://evil.example",
      "/me",
    ]) {
      const found = Object.entries(MEANT).filter(([, pattern]) =>
        pattern.test(before + escapeMarkdown(text) + after),
      );
      expect(found.map(([name]) => name).filter((name) => !own.includes(name))).toEqual([]);
    }
  });
});

test("what means nothing stays to the letter", () => {
  for (const text of [
    "Lena Hofer",
    "lena.hofer+ink@example.org",
    "+43 660 1234567",
    "21.11.2026, 14:30",
    "Größe 8 cm, 50 € – danke!",
    "snake_case_stays",
    "50 % of 3 = 1.5",
  ])
    expect(escapeMarkdown(text)).toBe(text);
});

test("line endings are one, and what only steers goes", () => {
  expect(escapeMarkdown("a\r\nb\rc\u2028d\u0000e\u0002f")).toBe("a\nb\nc\ndef");
  expect(escapeMarkdown("left \u202eright\u2066 left")).toBe("left right left");
  expect(escapeMarkdown("half \ud800 a letter")).toBe("half \ufffd a letter");
});

test("whatever is put together of such characters, nothing is found in it", () => {
  const parts =
    "* ** _ ` ``` ~ ~~ $ $$ @ # [ ] ( ) < > & ; : | - + / \\ . ! 1 a all com http:// \n \t   me x@y.at <time: &#64; ".split(
      /(?<= )|(?= )/,
    );
  let seed = 20_261_121;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let round = 0; round < 4000; round++) {
    const text = Array.from({ length: 1 + random(12) }, () => parts[random(parts.length)]).join("");
    expectPlain(text);
  }
});

test("long words cost little", async () => {
  const took = await cpuMs(() => {
    for (const part of ["*", "`", ":a", "@", "&a", ".a", "[", "http://", "a", "#"])
      escapeMarkdown(part.repeat(200_000 / part.length));
  });
  // Quadratic would be minutes.
  expect(took).toBeLessThan(20_000);
});
