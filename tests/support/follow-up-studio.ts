import { onTestFinished } from "vitest";
import { findOutboxRow, type OutboxRow } from "#db/queries/outbox.ts";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";
import { listFollowUpRuns } from "#lib/follow-ups/list-follow-up-runs.ts";
import { saveFollowUp } from "#lib/follow-ups/save-follow-up.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { listConversations } from "#lib/integrations/freescout/list-conversations.ts";
import { listTasks } from "#lib/integrations/todoist/list-tasks.ts";
import { listMessages } from "#lib/integrations/zulip/list-messages.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { createFreeScout } from "#sandbox/systems/freescout/create-freescout.ts";
import type { Mailed } from "#sandbox/systems/freescout/freescout-state.ts";
import { type RunningSystem, startSystem } from "#sandbox/systems/system.ts";
import { createTodoist } from "#sandbox/systems/todoist/create-todoist.ts";
import { createZulip } from "#sandbox/systems/zulip/create-zulip.ts";
import { testClock } from "./test-clock.ts";
import { OPENING_DAY, openStudio, type StudioOptions, type TestStudio } from "./test-studio.ts";

type Connector = FollowUpView["connector"];

const TARGETS: Record<Connector, Record<string, string>> = {
  todoist: {},
  freescout: { mailboxId: "2" },
  zulip: { channel: "bookings", topic: "Appointments" },
};

export interface FollowUpStudio extends TestStudio {
  todoist: RunningSystem;
  freescout: RunningSystem;
  zulip: RunningSystem;
  /** What FreeScout mailed to customers, the oldest first. */
  mailed: Mailed[];
  /** Switches one on, with a template of its own. */
  follow(event: FollowUpView["event"], connector: Connector, template?: string): Promise<void>;
  /** Everything that is due. @returns how many rows were tried */
  deliver(): Promise<number>;
  runs(): ReturnType<typeof listFollowUpRuns>;
  /** First lines of what the systems hold that says `about`. */
  held(connector: Connector, about: string): Promise<string[]>;
  rowOf(runId: string): Promise<OutboxRow | undefined>;
}

/** A studio with stand-ins for the three systems that something can follow in. `behindMs`: so far their clocks are. */
export async function openFollowUpStudio({
  behindMs = 0,
  ...options
}: StudioOptions & { behindMs?: number } = {}): Promise<FollowUpStudio> {
  // The systems' clock goes with the studio's.
  let now = testClock(options.now ?? OPENING_DAY).now;
  const helpDesk = createFreeScout({ now: () => now() - behindMs });
  const [todoist, freescout, zulip] = await Promise.all([
    startSystem(createTodoist({ now: () => now() - behindMs })),
    startSystem(helpDesk),
    startSystem(createZulip({ now: () => now() - behindMs })),
  ]);
  onTestFinished(async () => {
    await Promise.all([todoist.close(), freescout.close(), zulip.close()]);
  });
  const studio = await openStudio({
    ...options,
    variables: {
      TODOIST_API_URL: `${todoist.url}/api/v1`,
      TODOIST_API_TOKEN: "parlour-demo-token",
      FREESCOUT_API_URL: freescout.url,
      FREESCOUT_API_KEY: "parlour-demo-key",
      ZULIP_BASE_URL: zulip.url,
      ZULIP_EMAIL: "parlour-bot@parlour.test",
      ZULIP_API_KEY: "parlour-demo-key",
      ...options.variables,
    },
  });
  now = studio.clock.now;
  const admin = studio.ctx("admin");
  const request = { from: null, limit: 50 };
  const everything: Record<Connector, () => Promise<string[]>> = {
    todoist: () =>
      askConnector(admin, "todoist", async (client) =>
        (await listTasks(client, { from: null, limit: 200 })).items.map(({ content }) => content),
      ),
    freescout: () =>
      askConnector(admin, "freescout", async (client) =>
        (await listConversations(client, request)).items.map(({ subject }) => subject),
      ),
    zulip: () =>
      askConnector(admin, "zulip", async (client) =>
        (await listMessages(client, { ...request, channel: "bookings" })).items.map(
          ({ content }) => content.split("\n")[0] ?? "",
        ),
      ),
  };
  return {
    ...studio,
    todoist,
    freescout,
    zulip,
    mailed: helpDesk.state.mailed,
    follow: async (event, connector, template = `${event}: {customer}`) => {
      const input = { event, connector, active: true, template, target: TARGETS[connector] };
      await saveFollowUp(admin, input);
    },
    deliver: () => deliverOutbox(studio.ctx("worker"), { kinds: ["follow_up"], limit: 50 }),
    runs: () => listFollowUpRuns(admin),
    held: async (connector, about) => (await everything[connector]()).filter((line) => line.includes(about)),
    rowOf: (runId) => findOutboxRow(studio.db, `follow_up:${runId}`),
  };
}
