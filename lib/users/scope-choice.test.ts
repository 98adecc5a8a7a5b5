import { expect, test } from "vitest";
import { SCOPES } from "#lib/auth/scopes.ts";
import { FIRST_CHOICE, levelsOfScopes, SCOPE_AREAS, scopesOfChoice } from "./scope-choice.ts";

test("presets and single areas become scopes, and are told from them again", () => {
  const { levels } = FIRST_CHOICE;
  expect(scopesOfChoice({ preset: "everything", levels })).toBeNull();
  expect(scopesOfChoice({ preset: "read", levels })).toEqual(
    SCOPES.filter((scope) => scope.endsWith(":read")),
  );
  expect(scopesOfChoice({ preset: "bookings", levels })).toEqual(["appointments:read", "appointments:write"]);
  const chosen = scopesOfChoice({ preset: "choose", levels: { ...levels, files: "write" } });
  expect(chosen).toEqual(["appointments:read", "files:read", "files:write"]);
  expect(levelsOfScopes(chosen ?? [])).toEqual([
    { area: "appointments", level: "read" },
    { area: "files", level: "write" },
  ]);
  expect(SCOPE_AREAS.flatMap((area) => [`${area}:read`, `${area}:write`])).toEqual([...SCOPES]);
});
