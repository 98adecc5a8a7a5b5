import { expect, test } from "vitest";
import { type Command, filterCommands } from "./palette-filter.ts";

const commands: Command[] = [
  { id: "ann", group: "requests", label: "Ann Martin", detail: "Fine line with Mara" },
  { id: "new", group: "actions", label: "New artist" },
  { id: "sync", group: "actions", label: "Sync now", keywords: "calendars nextcloud" },
  { id: "artists", group: "pages", label: "Artists" },
  { id: "overview", group: "pages", label: "Übersicht" },
  { id: "mara", group: "artists", label: "Mara" },
];
const found = (query: string) => filterCommands(commands, query).map(({ id }) => id);

test.each([
  ["", ["ann", "new", "sync", "artists", "overview", "mara"]],
  ["   ", ["ann", "new", "sync", "artists", "overview", "mara"]],
  ["art", ["artists", "new", "ann"]],
  ["mara", ["mara", "ann"]],
  ["lin mart", ["ann"]],
  ["NEW ART", ["new"]],
  ["uber", ["overview"]],
  ["über", ["overview"]],
  ["nextcloud", ["sync"]],
  ["ara", ["ann", "mara"]],
  ["nothing like it", []],
])("%j finds %j", (query, ids) => {
  expect(found(query)).toEqual(ids);
});
