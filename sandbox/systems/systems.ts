import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { createFaults, type Faults } from "../faults.ts";
import { createEcoDms } from "./ecodms/create-ecodms.ts";
import { createFreeScout } from "./freescout/create-freescout.ts";
import { createHomeserver } from "./matrix/create-homeserver.ts";
import { createPlentyONE } from "./plentyone/create-plentyone.ts";
import { answerSystem, type System } from "./system.ts";
import { createTodoist } from "./todoist/create-todoist.ts";
import { createZulip } from "./zulip/create-zulip.ts";

/** Below it, at the sandbox cloud's own port: `/_systems/todoist/…`. */
const MOUNT = /^\/_systems\/([a-z]+)(\/.*)?$/;

/** What the demo and the browser tests set, so that Parlour talks to the stand-ins of a sandbox cloud. */
export function systemsEnvironment(cloudUrl: string): Record<string, string> {
  const at = (id: string) => `${cloudUrl}/_systems/${id}`;
  return {
    PLENTYONE_BASE_URL: at("plentyone"),
    PLENTYONE_TOKEN_URL: `${at("plentyone")}/oauth/token`,
    PLENTYONE_CLIENT_ID: "parlour",
    PLENTYONE_CLIENT_SECRET: "parlour-demo",
    ZULIP_BASE_URL: at("zulip"),
    ZULIP_EMAIL: "parlour-bot@parlour.test",
    ZULIP_API_KEY: "parlour-demo-key",
    TODOIST_API_URL: `${at("todoist")}/api/v1`,
    TODOIST_API_TOKEN: "parlour-demo-token",
    FREESCOUT_API_URL: at("freescout"),
    FREESCOUT_API_KEY: "parlour-demo-key",
    ECODMS_API_URL: at("ecodms"),
    ECODMS_USERNAME: "parlour",
    ECODMS_PASSWORD: "parlour-demo",
    ECODMS_ARCHIVE_ID: "1",
    MATRIX_HOMESERVER_URL: at("matrix"),
    MATRIX_SERVER_NAME: "parlour.test",
    MATRIX_AS_TOKEN: "parlour-demo-as-token",
    MATRIX_HS_TOKEN: "parlour-demo-hs-token",
  };
}

/**
 * The stand-ins of a sandbox cloud, each with a switchboard of its own at `/_systems/<id>/_sandbox/faults`. `dataDir` is
 * where the homeserver keeps its rooms.
 */
export function createSystems(now: () => number, dataDir: string) {
  const systems: Record<string, System> = {
    plentyone: createPlentyONE({ now }),
    zulip: createZulip({ now }),
    todoist: createTodoist({ now }),
    freescout: createFreeScout({ now }),
    ecodms: createEcoDms({ now }),
    matrix: createHomeserver({ now, folder: path.join(dataDir, "matrix") }),
  };
  const faults = new Map(Object.keys(systems).map((id) => [id, createFaults()]));
  return {
    /** @returns false for what is for none of them. */
    async answer(
      request: IncomingMessage,
      response: ServerResponse,
      answerFaults: (request: IncomingMessage, response: ServerResponse, faults: Faults) => Promise<void>,
    ): Promise<boolean> {
      const [, id = "", below = "/"] = MOUNT.exec(request.url ?? "") ?? [];
      const system = systems[id];
      const switchboard = faults.get(id);
      if (!system || !switchboard) return false;
      if (below === "/_sandbox/faults") await answerFaults(request, response, switchboard);
      else await answerSystem(system, switchboard, request, response, below);
      return true;
    },
    close() {
      for (const system of Object.values(systems)) system.close?.();
    },
  };
}
