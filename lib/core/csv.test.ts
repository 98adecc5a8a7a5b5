import { expect, test } from "vitest";
import { readCsv } from "./csv.ts";

const cells = (text: string) => readCsv(text, 100).map((record) => record.cells);

test.each<[string, string, string[][]]>([
  [
    "commas",
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "semicolons, which may hold commas",
    "a;b\n1,5;2\n",
    [
      ["a", "b"],
      ["1,5", "2"],
    ],
  ],
  [
    "tabs",
    "a\tb\n1\t2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "CRLF",
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "CR alone",
    "a,b\r1,2\r",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a byte order mark",
    "\uFEFFa,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "quotes around separators and quotes",
    'a,b\n"1,2","say ""hi"""\n',
    [
      ["a", "b"],
      ["1,2", 'say "hi"'],
    ],
  ],
  [
    "a line break inside quotes",
    'a,b\n"1\r\n2",3\n',
    [
      ["a", "b"],
      ["1\r\n2", "3"],
    ],
  ],
  [
    "empty cells, also the last",
    "a,b,c\n,,\n1,,\n",
    [
      ["a", "b", "c"],
      ["1", "", ""],
    ],
  ],
  [
    "a last line that ends in a separator",
    "a,b\n1,",
    [
      ["a", "b"],
      ["1", ""],
    ],
  ],
  [
    "space around bare cells",
    "a , b\n 1 , 2 ",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "an empty quoted cell",
    'a,b\n"",2',
    [
      ["a", "b"],
      ["", "2"],
    ],
  ],
  ["nothing", "", []],
  ["empty lines only", "\n\r\n\n", []],
])("reads %s", (_name, text, expected) => {
  expect(cells(text)).toEqual(expected);
});

test("tells the line each record begins on, also after cells of several lines", () => {
  expect(readCsv('a,b\n\n"1\n2",3\n4,5', 100).map(({ line }) => line)).toEqual([1, 3, 5]);
});

test.each([
  ["a quote that is not closed", 'a,b\n1,"2\n', "Line 2"],
  ["something after a quoted cell", 'a,b\n"1"x,2\n', "Line 2"],
])("refuses %s and says where", (_name, text, where) => {
  expect(() => cells(text)).toThrowError(where);
});

test("takes no more records than it is told", () => {
  expect(readCsv("a\n1\n2", 3)).toHaveLength(3);
  expect(() => readCsv("a\n1\n2\n3", 3)).toThrowError("At most 2 lines");
});

test("reads a quarter of a megabyte of quotes within a test's patience", () => {
  expect(() => readCsv('"'.repeat(250_001), 100)).toThrow();
});
