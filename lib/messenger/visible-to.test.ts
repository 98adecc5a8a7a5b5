import { expect, test } from "vitest";
import { visibleTo } from "./visible-to.ts";

const listeners = new Map([
  ["nora", new Set(["Nora's desk", "Nora's phone"])],
  ["ben", new Set(["Ben's desk"])],
]);
/** Eva is in the room, and listens nowhere. */
const membersOf = (roomId: string) => (roomId === "group" ? ["ben", "eva"] : []);

test.each<[string, Parameters<typeof visibleTo>[0], string[]]>([
  [
    "in an open room is for everybody",
    { userId: null, roomId: "general", isOpenRoom: 1 },
    ["Nora's desk", "Nora's phone", "Ben's desk"],
  ],
  ["in a group is for who is in it", { userId: null, roomId: "group", isOpenRoom: 0 }, ["Ben's desk"]],
  ["in a room that nobody is in is for nobody", { userId: null, roomId: "left", isOpenRoom: 0 }, []],
  [
    "for one person is for them alone, in an open room too",
    { userId: "nora", roomId: "general", isOpenRoom: 1 },
    ["Nora's desk", "Nora's phone"],
  ],
  [
    "for one who is in no such room is theirs",
    { userId: "ben", roomId: "left", isOpenRoom: 0 },
    ["Ben's desk"],
  ],
  ["for one who does not listen is heard by nobody", { userId: "eva", roomId: null, isOpenRoom: 0 }, []],
  ["for nobody in particular is for nobody", { userId: null, roomId: null, isOpenRoom: 0 }, []],
])("what happens %s", (_what, event, heard) => {
  expect([...visibleTo(event, listeners, membersOf)]).toEqual(heard);
});
