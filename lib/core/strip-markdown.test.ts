import { expect, test } from "vitest";
import { stripMarkdown } from "./strip-markdown.ts";

test.each<[string, string]>([
  ["plain text, 2 * 3 * 4 and snake_case_name", "plain text, 2 * 3 * 4 and snake_case_name"],
  ["Order **gloves** (M) and *green* soap", "Order gloves (M) and green soap"],
  ["***both*** and __strong__ and _soft_ and ~~gone~~", "both and strong and soft and gone"],
  ["**bold with *soft* inside**", "bold with soft inside"],
  ['[the draft](https://example.org/a_b_c) ![sketch](x.png "title")', "the draft sketch"],
  ["`**code** stays` and **`npm_run_x`**", "**code** stays and npm_run_x"],
  ["a `x` - b", "a x - b"],
  ["```js\nconst a = 1;\n```\nafter", "\nconst a = 1;\n\nafter"],
  ["# Title\n## Second", "Title\nSecond"],
  ["> quoted\n>> twice", "quoted\ntwice"],
  ["- one\n* two\n+ three\n1. four", "one\ntwo\nthree\n1. four"],
  ["- [ ] open\n- [x] done", "open\ndone"],
  ["above\n---\nbelow", "above\n\nbelow"],
  ["\\*not soft\\* and \\[no link\\](x)", "*not soft* and [no link](x)"],
  ["5 ** 3 and **unfinished", "5 ** 3 and **unfinished"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["#hashtag and a-b", "#hashtag and a-b"],
])("%j reads %j", (markdown, text) => {
  expect(stripMarkdown(markdown)).toBe(text);
});

test.each(["*", "_", "**", "[", "![](", "`", "> ", "- ", "~~", "***a", "[a](", "\\", "*a _b "])(
  "a hundred thousand characters of %j are read within a test's patience",
  (mark) => {
    const text = mark.repeat(Math.ceil(100_000 / mark.length));
    expect(stripMarkdown(text).length).toBeLessThanOrEqual(text.length);
  },
);
