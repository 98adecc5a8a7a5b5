import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import type { System } from "../system.ts";
import { accountRoutes } from "./account-routes.ts";
import { answerSwitches } from "./answer-switches.ts";
import { askService } from "./ask-service.ts";
import { authorize, type Requester } from "./authorize.ts";
import { directoryRoutes } from "./directory-routes.ts";
import { type Appservice, emptyState, senderOf } from "./homeserver-state.ts";
import { loadState, stateKeeper } from "./keep-state.ts";
import { MatrixRefusal, sendJson } from "./matrix-answers.ts";
import { createMatrixLimit, type Limit } from "./matrix-limit.ts";
import { type HomeserverFeatures, type MatrixRoute, RawAnswer } from "./matrix-route.ts";
import { mediaRoutes } from "./media-routes.ts";
import { openMediaShelf } from "./media-shelf.ts";
import { type OutsidePeople, outsidePeople } from "./outside-people.ts";
import { createPusher } from "./push-transactions.ts";
import { roomRoutes } from "./room-routes.ts";
import { serviceRoutes } from "./service-routes.ts";
import { type ShownRoom, shownRooms } from "./shown-rooms.ts";

export interface HomeserverOptions extends Partial<HomeserverFeatures> {
  now: () => number;
  /** `parlour.test` unless said. */
  serverName?: string;
  registration?: Appservice;
  /** Where it keeps its state, so that rooms are still there when it comes back; in memory without it. */
  folder?: string;
  /** The first pause after a refused transaction; a second unless said. */
  pushBackoffMs?: number;
}

/** A running stand-in, and what a test or the demo makes happen there. */
export interface Homeserver extends System {
  readonly serverName: string;
  /** Registers the application service, in place of the one before. */
  register(service: Appservice): void;
  /** People with a client of their own. */
  people: OutsidePeople;
  rooms(): ShownRoom[];
  /** Events the application service has not taken yet. */
  waiting(): number;
  /** Pushes what waits, whatever the pause. @returns how many events wait then */
  pushNow(): Promise<number>;
  lastPushFailure(): string | null;
  /** Nobody is answered, and nothing is pushed. */
  setDown(isDown: boolean): void;
  /** As one that was set up anew under the same name: people, rooms and files are gone, the registration stays. */
  forgetEverything(): void;
  /** Its clock goes so much ahead (milliseconds). */
  setClockOffset(ms: number): void;
  /** Of requests by one user or service; null for none. */
  setLimit(limit: Limit | null): void;
  close(): void;
}

const ROUTES = [...serviceRoutes, ...accountRoutes, ...directoryRoutes, ...roomRoutes, ...mediaRoutes];

/** A small Matrix homeserver, as the client-server (v3) and application service APIs say. https://spec.matrix.org */
export function createHomeserver(options: HomeserverOptions): Homeserver {
  const folder = options.folder ?? null;
  const state = loadState(folder, options.serverName ?? "parlour.test");
  const keeper = stateKeeper(folder, state);
  const media = openMediaShelf(folder === null ? null : path.join(folder, "media"));
  const pusher = createPusher(state, {
    baseBackoffMs: options.pushBackoffMs ?? 1000,
    changed: keeper.changed,
  });
  const features: HomeserverFeatures = {
    roomVersion: options.roomVersion ?? "11",
    authenticatedMedia: options.authenticatedMedia ?? true,
    maxUploadBytes: options.maxUploadBytes ?? 50 * 1024 * 1024,
  };
  let offsetMs = 0;
  let isDown = false;
  const now = () => options.now() + offsetMs;
  const limit = createMatrixLimit(now);
  const changed = () => {
    keeper.changed();
    pusher.wake();
  };

  const homeserver: Homeserver = {
    serverName: state.serverName,
    register(service) {
      state.appservice = service;
      const sender = senderOf(state);
      if (sender !== null)
        state.accounts[sender] ??= {
          displayName: service.sender_localpart,
          accessToken: null,
          accountData: {},
        };
      changed();
    },
    people: outsidePeople(state, now, changed),
    rooms: () => shownRooms(state),
    waiting: () => state.unpushed.length,
    pushNow: pusher.pushNow,
    lastPushFailure: pusher.lastFailure,
    setDown(next) {
      isDown = next;
      pusher.pause(next);
    },
    forgetEverything() {
      const { appservice: service, serverName } = state;
      Object.assign(state, emptyState(serverName));
      if (service) homeserver.register(service);
    },
    setClockOffset(ms) {
      offsetMs = ms;
    },
    setLimit: limit.set,
    close() {
      pusher.close();
      keeper.close();
    },
    async answer(request, response, url) {
      try {
        if (url.pathname.startsWith("/_sandbox/"))
          return await answerSwitches(homeserver, request, response, url);
        if (isDown) return void request.socket.destroy();
        const answer = await answerMatrix(request, url);
        if (request.method !== "GET") changed();
        send(response, answer);
      } catch (error) {
        if (!(error instanceof MatrixRefusal)) throw error;
        request.resume();
        sendJson(response, error.status, error.body, error.headers);
      }
    },
  };

  async function answerMatrix(request: IncomingMessage, url: URL): Promise<object> {
    const { route, params } = findRoute(request.method ?? "", url.pathname);
    let known: Requester | undefined;
    return route.answer({
      state,
      request,
      url,
      params,
      requester() {
        if (known) return known;
        const requester = authorize(state, request, url);
        limit.take(requester.scope);
        known = requester;
        return requester;
      },
      now,
      media,
      options: features,
      askService: (method, at, body) =>
        askService(state, { method, path: at, ...(body === undefined ? {} : { body }) }),
    });
  }

  if (options.registration) homeserver.register(options.registration);
  pusher.wake();
  return homeserver;
}

function findRoute(method: string, pathname: string): { route: MatrixRoute; params: string[] } {
  const fitting = ROUTES.filter(({ path: pattern }) => pattern.test(pathname));
  const route = fitting.find((one) => one.method === method);
  if (!route)
    throw new MatrixRefusal(fitting.length > 0 ? 405 : 404, "M_UNRECOGNIZED", "Unrecognized request");
  const [, ...places] = route.path.exec(pathname) ?? [];
  return { route, params: places.map(decoded) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new MatrixRefusal(400, "M_INVALID_PARAM", "Not an address");
  }
}

function send(response: ServerResponse, answer: object): void {
  if (answer instanceof RawAnswer) {
    response.writeHead(200, answer.headers);
    response.end(answer.body);
  } else sendJson(response, 200, answer);
}
