import { createServer } from "node:http";
import { onTestFinished } from "vitest";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { applicationService } from "#lib/http/messenger/application-service.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import {
  createHomeserver,
  type Homeserver,
  type HomeserverOptions,
} from "#sandbox/systems/matrix/create-homeserver.ts";
import { type RunningSystem, startSystem } from "#sandbox/systems/system.ts";
import { type MessengerHouse, openMessengerHouse } from "./messenger-people.ts";
import type { StudioOptions } from "./test-studio.ts";

export const AS_TOKEN = "as-token-of-the-tests";
export const HS_TOKEN = "hs-token-of-the-tests";

export interface MatrixHouse extends MessengerHouse {
  homeserver: Homeserver;
  /** How the homeserver is asked: requests that came, faults. */
  wire: RunningSystem;
  /** Where the homeserver reaches us. */
  serviceUrl: string;
  /** While one answers true, a request is neither carried out nor answered, or is carried out and never answered. */
  hold: { request(url: URL): boolean; answer(url: URL): boolean };
  worker: Ctx;
  /** Whatever this process delivers at the moment has ended, however long a request would have waited for it. */
  idle(): Promise<void>;
  /** One round of the worker; all that is due. */
  deliver(): Promise<number>;
  /** Bodies of a room's messages at the homeserver, by the room's name. */
  said(room: string): string[];
}

/** A studio beside a homeserver, both of which reach each other. The homeserver pushes when a test says so. */
export async function openMatrixHouse(
  options: StudioOptions & { homeserver?: Partial<HomeserverOptions> } = {},
): Promise<MatrixHouse> {
  let now = () => Date.now();
  const homeserver = createHomeserver({ now: () => now(), pushBackoffMs: 3_600_000, ...options.homeserver });
  onTestFinished(() => homeserver.close());
  const hold: MatrixHouse["hold"] = { request: () => false, answer: () => false };
  const wire = await startSystem({
    async answer(request, response, url) {
      if (hold.request(url)) return;
      if (hold.answer(url)) response.end = () => response;
      await homeserver.answer(request, response, url);
    },
  });
  onTestFinished(() => wire.close());
  const house = await openMessengerHouse({
    ...options,
    variables: {
      MATRIX_HOMESERVER_URL: wire.url,
      MATRIX_SERVER_NAME: homeserver.serverName,
      MATRIX_AS_TOKEN: AS_TOKEN,
      MATRIX_HS_TOKEN: HS_TOKEN,
      ...options.variables,
    },
  });
  now = house.clock.now;
  const serviceUrl = await serveService(house.ctx());
  homeserver.register(registration(serviceUrl));
  const ctx: Ctx = { ...house.ctx(), actor: worker };
  return {
    ...house,
    homeserver,
    wire,
    serviceUrl,
    hold,
    worker: ctx,
    idle,
    async deliver() {
      await idle();
      return deliverOutbox(ctx, { limit: 100, kinds: ["messenger"] });
    },
    said: (name) =>
      homeserver
        .rooms()
        .filter((room) => room.name === name)
        .flatMap(({ messages }) => messages.map(({ content }) => String(content.body))),
  };
}

async function idle(): Promise<void> {
  const underWay = processWide("messenger.under-way", () => new Map<string, Promise<void>>());
  while (underWay.size > 0) await Promise.all(underWay.values());
}

/** @param url where the homeserver pushes; null: nowhere */
export function registration(url: string | null): Parameters<Homeserver["register"]>[0] {
  const tokens = { as_token: AS_TOKEN, hs_token: HS_TOKEN };
  return { id: "parlour", url, ...tokens, sender_localpart: "hub_bot", prefix: "hub_" };
}

/** The application service alone, at a port of its own. */
export async function serveService(ctx: Pick<Ctx, "db" | "env" | "now">): Promise<string> {
  const service = applicationService(ctx);
  const server = createServer((request, response) => {
    if (!service.answer(request, response, "127.0.0.1")) response.writeHead(404).end("not ours");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        service.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}
