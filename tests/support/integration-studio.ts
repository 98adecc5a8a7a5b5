import { onTestFinished } from "vitest";
import { createPlentyONE } from "#sandbox/systems/plentyone/create-plentyone.ts";
import { type RunningSystem, startSystem } from "#sandbox/systems/system.ts";
import { createTodoist } from "#sandbox/systems/todoist/create-todoist.ts";
import { openStudio, type TestStudio } from "./test-studio.ts";

/** A studio with a Todoist of the running test's own, and nothing else configured. */
export async function openStudioWithTodoist(): Promise<TestStudio & { todoist: RunningSystem }> {
  const todoist = await startSystem(createTodoist({ now: Date.now }));
  onTestFinished(() => todoist.close());
  const studio = await openStudio({
    variables: { TODOIST_API_URL: `${todoist.url}/api/v1`, TODOIST_API_TOKEN: "parlour-demo-token" },
  });
  return { ...studio, todoist };
}

/** A studio with a PlentyONE of the running test's own, and nothing else configured. */
export async function openStudioWithPlentyOne(): Promise<TestStudio & { plentyone: RunningSystem }> {
  const plentyone = await startSystem(createPlentyONE({ now: Date.now }));
  onTestFinished(() => plentyone.close());
  const studio = await openStudio({
    variables: {
      PLENTYONE_BASE_URL: plentyone.url,
      PLENTYONE_TOKEN_URL: `${plentyone.url}/oauth/token`,
      PLENTYONE_CLIENT_ID: "parlour",
      PLENTYONE_CLIENT_SECRET: "parlour-demo",
    },
  });
  return { ...studio, plentyone };
}
