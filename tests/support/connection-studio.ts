import { expect } from "vitest";
import { findConnection, findLoginFlow, type LoginFlowRow } from "#db/queries/connections.ts";
import { makeOutboxDue } from "#db/queries/outbox.ts";
import { connectionPassword } from "#lib/connections/app-password.ts";
import { confirmConnect } from "#lib/connections/confirm-connect.ts";
import type { ConnectState } from "#lib/connections/connected-account.ts";
import { pollConnect } from "#lib/connections/poll-connect.ts";
import { startConnect } from "#lib/connections/start-connect.ts";
import { SECOND } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { grantLogin } from "./grant-login.ts";
import type { ActorName } from "./test-actors.ts";
import { type CloudStudio, openCloudStudio, type StudioOptions } from "./test-studio.ts";
import { insertTestUsers } from "./test-users.ts";

export interface ConnectionStudio extends CloudStudio {
  start(actor: ActorName, sessionHash?: string): Promise<{ flowId: string; loginUrl: string }>;
  /** Three seconds later. */
  poll(actor: ActorName, sessionHash?: string): Promise<ConnectState>;
  /** The person's browser, past the proxy. */
  grant(loginUrl: string, user: string): Promise<void>;
  /** All of it; says yes where the account looks like another's. */
  connect(actor: ActorName, user: string): Promise<void>;
  appPassword(userId: string): Promise<string>;
  /** Whether Nextcloud still knows an app password. */
  works(user: string, password: string): Promise<boolean>;
  /** As the worker does; what failed is tried again at once. */
  deliverRevokes(): Promise<void>;
  /** Paths that were asked for, as `METHOD /path`, since the last call. */
  asked(): string[];
}

/** A studio beside a sandbox cloud, with the users behind the tests' actors. */
export async function openConnectionStudio(options: StudioOptions = {}): Promise<ConnectionStudio> {
  const studio = await openCloudStudio(options);
  insertTestUsers(studio.db);
  const start: ConnectionStudio["start"] = (actor, sessionHash = "session") =>
    startConnect(studio.ctx(actor), { sessionHash });
  const poll: ConnectionStudio["poll"] = (actor, sessionHash = "session") => {
    studio.clock.advance(3 * SECOND);
    return pollConnect(studio.ctx(actor), { sessionHash });
  };
  const grant = (loginUrl: string, user: string) => {
    const { pathname } = new URL(loginUrl);
    return grantLogin(`http://127.0.0.1:${studio.cloud.cloud.port}${pathname}`, user);
  };
  return {
    ...studio,
    start,
    poll,
    grant,
    async connect(actor, user) {
      const { loginUrl } = await start(actor);
      await grant(loginUrl, user);
      const { state } = await poll(actor);
      if (state === "confirm") await confirmConnect(studio.ctx(actor), { sessionHash: "session" });
      else expect(state).toBe("connected");
      studio.proxy.requests.length = 0;
    },
    async appPassword(userId) {
      const connection = await findConnection(studio.db, userId);
      const password = connection && connectionPassword(studio.env, connection);
      if (!password) throw new Error(`No connection of ${userId}`);
      return password.appPassword;
    },
    async works(user, password) {
      const headers = { "OCS-APIRequest": "true", Accept: "application/json" };
      const answer = await studio.cloud.send({ user, password, path: "/ocs/v2.php/cloud/user", headers });
      return answer.status === 200;
    },
    async deliverRevokes() {
      await makeOutboxDue(studio.db, studio.clock.now());
      await deliverOutbox(studio.ctx("worker"), { kinds: ["revoke"], limit: 10 });
    },
    asked: () => studio.proxy.requests.splice(0).map(({ method, path }) => `${method} ${path}`),
  };
}

export async function flowOf(studio: ConnectionStudio, userId = "user-staff"): Promise<LoginFlowRow> {
  const flow = await findLoginFlow(studio.db, userId);
  if (!flow) throw new Error(`No sign-in of ${userId}`);
  return flow;
}
