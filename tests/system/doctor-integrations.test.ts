import { expect, test } from "vitest";
import { showIntegration } from "#lib/hub/show-integration.ts";
import { openEcoDms } from "#tests/support/ecodms-archive.ts";
import { openStudioWithTodoist } from "#tests/support/integration-studio.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { childEnvironment, runChild } from "./support/children.ts";

test("parlour doctor tells of every integration whether it is in use, answers, or what is wrong", async () => {
  const studio = await openStudioWithTodoist();
  const run = () => runChild("bin/parlour.ts", ["doctor"], childEnvironment(studio.env));
  const well = await run();
  expect(well.out).toMatch(/^✓ Todoist: answers$/m);
  expect(well.out).toMatch(/^- Zulip: off, ZULIP_BASE_URL, ZULIP_EMAIL, ZULIP_API_KEY missing$/m);
  expect(well.out).toMatch(/^- Matrix: off, MATRIX_HOMESERVER_URL, .* missing$/m);
  expect(well.out.match(/^- /gm)).toHaveLength(5);
  studio.todoist.faults.add({ match: /user/, status: 401, body: "Unauthorized" });
  const wrong = await run();
  expect(wrong.out).toMatch(/^! Todoist: .*TODOIST_API_TOKEN.* Test it under Admin, Integrations$/m);
  expect(wrong.out).not.toContain("parlour-demo-token");
  // What the doctor met is what everybody is told from then on.
  const { status } = await showIntegration({ ...studio.ctx("admin"), now: Date.now }, "todoist");
  expect(status).toBe("failing");
});

test("a wrong password is found out also where health asks for none", async () => {
  const { system, variables } = await openEcoDms({ now: Date.now });
  const run = async (password: string) => {
    const studio = await openStudio({ variables: { ...variables, ECODMS_PASSWORD: password } });
    return (await runChild("bin/parlour.ts", ["doctor"], childEnvironment(studio.env))).out;
  };
  expect(await run("guessed")).toMatch(/^! ecoDMS: .* Test it under Admin, Integrations$/m);
  const before = system.requests.length;
  expect(await run("parlour-demo")).toMatch(/^✓ ecoDMS: answers$/m);
  // The licence has its connection back.
  expect(system.requests.slice(before).at(-1)).toBe("GET /api/disconnect");
});
