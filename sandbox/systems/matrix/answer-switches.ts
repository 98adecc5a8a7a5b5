import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Homeserver } from "./create-homeserver.ts";
import { appservice } from "./homeserver-state.ts";
import { MatrixRefusal, readJson, sendJson } from "./matrix-answers.ts";
import { roomPage, roomsPage } from "./rooms-page.ts";

const place = { user: z.string(), room: z.string() };
const content = z.record(z.string(), z.unknown());

type Switch = (homeserver: Homeserver, request: IncomingMessage) => Promise<object>;

/** What tests and the demo order by HTTP, below `/_sandbox/`; the same as the methods of `Homeserver`. */
const SWITCHES: Record<string, Switch> = {
  "PUT appservice": async (homeserver, request) => {
    homeserver.register(await readJson(request, appservice));
    return {};
  },
  "POST people": async ({ people }, request) => {
    const asked = await readJson(
      request,
      z.object({ localpart: z.string(), display_name: z.string().optional() }),
    );
    const { userId, accessToken } = people.add({
      localpart: asked.localpart,
      ...(asked.display_name === undefined ? {} : { displayName: asked.display_name }),
    });
    return { user_id: userId, access_token: accessToken };
  },
  "POST say": async ({ people }, request) => {
    const said = await readJson(
      request,
      z.object({ ...place, body: z.string(), content: content.optional() }),
    );
    const { content: more, ...rest } = said;
    return { event_id: people.say(more === undefined ? rest : { ...rest, content: more }) };
  },
  "POST edit": async ({ people }, request) => {
    const said = await readJson(request, z.object({ ...place, event: z.string(), body: z.string() }));
    return { event_id: people.edit(said) };
  },
  "POST redact": async ({ people }, request) => ({
    event_id: people.redact(await readJson(request, z.object({ ...place, event: z.string() }))),
  }),
  "POST join": async ({ people }, request) => {
    people.join(await readJson(request, z.object(place)));
    return {};
  },
  "POST leave": async ({ people }, request) => {
    people.leave(await readJson(request, z.object(place)));
    return {};
  },
  "POST rename": async ({ people }, request) => {
    const { name, topic, ...where } = await readJson(
      request,
      z.object({ ...place, name: z.string().optional(), topic: z.string().optional() }),
    );
    people.rename({
      ...where,
      ...(name === undefined ? {} : { name }),
      ...(topic === undefined ? {} : { topic }),
    });
    return {};
  },
  "POST push": async (homeserver) => ({
    waiting: await homeserver.pushNow(),
    failure: homeserver.lastPushFailure(),
  }),
  "PUT down": async (homeserver, request) => {
    homeserver.setDown((await readJson(request, z.object({ down: z.boolean() }))).down);
    return {};
  },
  "PUT clock": async (homeserver, request) => {
    homeserver.setClockOffset((await readJson(request, z.object({ offset_ms: z.number().int() }))).offset_ms);
    return {};
  },
  "PUT limit": async (homeserver, request) => {
    const limit = z.object({ requests: z.number().int().min(1), per_ms: z.number().int().min(1) });
    const { limit: wanted } = await readJson(request, z.object({ limit: limit.nullable() }));
    homeserver.setLimit(wanted && { requests: wanted.requests, perMs: wanted.per_ms });
    return {};
  },
  "GET rooms.json": async (homeserver) => ({
    rooms: homeserver.rooms(),
    waiting: homeserver.waiting(),
    failure: homeserver.lastPushFailure(),
  }),
};

/** @param path below the mount, `/_sandbox/…` */
export async function answerSwitches(
  homeserver: Homeserver,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const name = url.pathname.replace(/^\/_sandbox\//, "");
  const page = request.method === "GET" ? pageOf(homeserver, name, url) : null;
  if (page !== null) {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(page);
    return;
  }
  const order = SWITCHES[`${request.method} ${name}`];
  if (!order) throw new MatrixRefusal(404, "M_UNRECOGNIZED", "The sandbox has no such switch");
  sendJson(response, 200, await order(homeserver, request));
}

function pageOf(homeserver: Homeserver, name: string, url: URL): string | null {
  if (name !== "rooms") return null;
  const rooms = homeserver.rooms();
  const id = url.searchParams.get("room");
  const room = rooms.find(({ roomId }) => roomId === id);
  return room ? roomPage(room) : roomsPage(rooms, homeserver.waiting());
}
