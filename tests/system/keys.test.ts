import { expect, test } from "vitest";
import { openConnectionStudio } from "#tests/support/connection-studio.ts";
import { childEnvironment, runChild } from "./support/children.ts";

test("keys are changed with the real command, and the doctor says what no key opens", async () => {
  const studio = await openConnectionStudio();
  await studio.connect("staff", "staff");
  const run = (words: string[], keys: Record<string, string>) =>
    runChild("bin/parlour.ts", words, childEnvironment(studio.env, keys));
  const lost = { PARLOUR_ENCRYPTION_KEY: "a-newer-key-of-the-tests-1" };
  const both = { ...lost, PARLOUR_ENCRYPTION_KEY_PREVIOUS: studio.env.PARLOUR_ENCRYPTION_KEY ?? "" };
  expect((await run(["doctor"], lost)).out).toMatch(
    /! keys: no key opens 1 of .*PARLOUR_ENCRYPTION_KEY_PREVIOUS/,
  );
  expect(await run(["keys", "rotate"], lost)).toMatchObject({
    code: 1,
    out: "Sealed anew: 0. Under today's key: 0.\n",
    err: expect.stringContaining("No key opens 1"),
  });
  expect(await run(["keys", "rotate"], both)).toMatchObject({
    code: 0,
    out: "Sealed anew: 1. Under today's key: 1.\nPARLOUR_ENCRYPTION_KEY_PREVIOUS is not needed any more.\n",
  });
});
