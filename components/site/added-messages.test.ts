import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import compile from "icu-minify/compile";
import { expect, test } from "vitest";
import { AddedMessages } from "./added-messages.tsx";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("what is added is sent compiled: browsers have no parser", () => {
  const edit = "Edit {title}";
  const { props } = AddedMessages({ messages: { consent: { edit } }, children: null });
  expect(props.messages).toEqual({ consent: { edit: compile(edit) } });
});

test("no page of the console takes away the words the console has", () => {
  const pages = globSync("app/{admin,(staff)}/**/*.tsx", { cwd: root });
  expect(pages.length).toBeGreaterThan(20);
  const replacing = pages.filter((path) =>
    readFileSync(`${root}${path}`, "utf8").includes("<ClientMessages"),
  );
  // The frame gives them all.
  expect(replacing).toEqual(["app/(staff)/console-frame.tsx"]);
});
