import type { IncomingMessage } from "node:http";
import type { System } from "../system.ts";
import { findZulipMessages } from "./find-zulip-messages.ts";
import { sendZulipMessage } from "./send-zulip-message.ts";
import { parametersOf, sendJson, ZulipRefusal } from "./zulip-answers.ts";
import { createZulipLimit } from "./zulip-limit.ts";
import { seedZulip } from "./zulip-seed.ts";
import { BOT_ID, type Person, personOf, type ZulipState } from "./zulip-state.ts";

const EMAIL = "parlour-bot@parlour.test";
const API_KEY = "parlour-demo-key";

export interface ZulipOptions {
  now: () => number;
  /** 421 (Zulip 11.0) unless said. */
  featureLevel?: number;
  /** 200 unless said, as Zulip ships. */
  requestsPerMinute?: number;
}

type Verb = (state: ZulipState, parameters: URLSearchParams, nowMs: number) => object;

const VERBS: Record<string, Record<string, Verb>> = {
  "/messages": { GET: findZulipMessages, POST: sendZulipMessage },
  "/streams": { GET: listStreams },
  "/users": { GET: (state) => ({ members: state.people.map(shownPerson) }) },
  "/users/me": {
    GET: (state) => ({ ...shownPerson(personOf(state, BOT_ID)), max_message_id: state.messages.at(-1)?.id }),
  },
};

/** A small Zulip, as its documentation says (https://zulip.com/api/rest); seeded for the day it is made on. */
export function createZulip({ now, featureLevel = 421, requestsPerMinute = 200 }: ZulipOptions): System {
  const state = seedZulip(now());
  const limit = createZulipLimit(now, requestsPerMinute);

  async function answer(request: IncomingMessage, url: URL) {
    const { pathname } = url;
    if (pathname === "/api/v1/server_settings") {
      request.resume();
      return { body: settingsOf(featureLevel), headers: {} };
    }
    requireKey(request);
    const headers = limit.take();
    const verbs = VERBS[pathname.replace(/^\/api\/v1/, "")];
    if (!verbs || !pathname.startsWith("/api/v1/"))
      throw new ZulipRefusal(404, "BAD_REQUEST", "API endpoint does not exist");
    const verb = verbs[request.method ?? ""];
    if (!verb)
      throw new ZulipRefusal(405, "BAD_REQUEST", "Method Not Allowed", {
        allowed_methods: Object.keys(verbs),
      });
    return { body: verb(state, await parametersOf(request, url), now()), headers };
  }

  return {
    async answer(request, response, url) {
      try {
        const { body, headers } = await answer(request, url);
        sendJson(response, 200, { result: "success", msg: "", ...body }, headers);
      } catch (error) {
        if (!(error instanceof ZulipRefusal)) throw error;
        request.resume();
        sendJson(response, error.status, error.body, error.headers);
      }
    },
  };
}

function requireKey(request: IncomingMessage): void {
  const { authorization = "" } = request.headers;
  const challenge = { "WWW-Authenticate": 'Basic realm="zulip"' };
  if (!/^basic /i.test(authorization)) {
    const msg = "Not logged in: API authentication or user session required";
    throw new ZulipRefusal(401, "UNAUTHORIZED", msg, {}, challenge);
  }
  const given = Buffer.from(authorization.slice(6), "base64").toString("utf8");
  if (given !== `${EMAIL}:${API_KEY}`) throw new ZulipRefusal(401, "INVALID_API_KEY", "Invalid API key");
}

function settingsOf(featureLevel: number) {
  return {
    zulip_version: "11.0",
    zulip_merge_base: "11.0",
    zulip_feature_level: featureLevel,
    push_notifications_enabled: false,
    is_incompatible: false,
    email_auth_enabled: true,
    require_email_format_usernames: true,
    realm_name: "Parlour",
    realm_description: "<p>The studio's chat</p>",
    authentication_methods: { password: true },
  };
}

function listStreams({ streams }: ZulipState) {
  return {
    streams: streams
      .filter(({ isPrivate, members }) => !isPrivate || members.includes(BOT_ID))
      .map(({ id, name, description, isPrivate }) => ({
        stream_id: id,
        name,
        description,
        rendered_description: description === "" ? "" : `<p>${description}</p>`,
        invite_only: isPrivate,
        is_web_public: false,
        history_public_to_subscribers: true,
        is_archived: false,
      })),
  };
}

function shownPerson({ id, name, email, role, isActive, isBot }: Person) {
  return {
    user_id: id,
    full_name: name,
    email: `user${id}@parlour.zulip.test`,
    delivery_email: email,
    role,
    is_active: isActive,
    is_bot: isBot,
    bot_type: isBot ? 1 : null,
    is_guest: role === 600,
    timezone: "Europe/Vienna",
    avatar_url: null,
    date_joined: "2024-02-01T09:00:00+00:00",
  };
}
