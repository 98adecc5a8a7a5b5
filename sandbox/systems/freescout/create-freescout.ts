import type { IncomingMessage, ServerResponse } from "node:http";
import type { System } from "../system.ts";
import {
  FreeScoutRefusal,
  fieldsOf,
  notFound,
  sendCreated,
  sendJson,
  sendPageNotFound,
  sendRefusal,
} from "./freescout-answers.ts";
import { conversationJson } from "./freescout-json.ts";
import { listConversations, listCustomers, listMailboxes, listTags, listUsers } from "./freescout-lists.ts";
import { seedFreeScout } from "./freescout-seed.ts";
import type { FreeScoutState } from "./freescout-state.ts";
import { createConversation, createThread } from "./freescout-writes.ts";

const API_KEY = "parlour-demo-key";

export interface FreeScoutOptions {
  now: () => number;
  /** As where the API & Webhooks module is not installed. */
  withoutModule?: boolean;
  /** As where the Tags module is not. */
  withoutTags?: boolean;
}

const LISTS: Record<string, (state: FreeScoutState, query: URLSearchParams) => object> = {
  "/api/conversations": listConversations,
  "/api/mailboxes": listMailboxes,
  "/api/customers": listCustomers,
  "/api/tags": listTags,
  "/api/users": listUsers,
};

const ONE = /^\/api\/conversations\/([^/]+)(\/threads)?$/;

/** A small FreeScout, as its documentation says (https://api-docs.freescout.net/); seeded for the day it is made on. */
export function createFreeScout(options: FreeScoutOptions): System & { state: FreeScoutState } {
  const { now, withoutModule = false, withoutTags = false } = options;
  const state = seedFreeScout(now());

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname, searchParams } = url;
    const isWrite = request.method === "POST";
    requireKey(request, searchParams);
    const list = LISTS[pathname];
    if (withoutTags && list === listTags)
      throw new FreeScoutRefusal(400, "BAD REQUEST", "Tags module is not installed or not activated");
    const [, id, threads] = ONE.exec(pathname) ?? [];
    if (list && request.method === "GET") return sendJson(response, list(state, searchParams));
    if (pathname === "/api/conversations" && isWrite)
      return sendCreated(response, createConversation(state, await fieldsOf(request), now()));
    if (id === undefined || (threads === undefined) === isWrite) {
      if (list || id !== undefined)
        throw new FreeScoutRefusal(405, "METHOD NOT ALLOWED", "Method not allowed");
      return sendPageNotFound(response);
    }
    const found = state.conversations.find((each) => String(each.id) === id);
    if (!found) throw notFound();
    if (isWrite) sendCreated(response, createThread(state, found, await fieldsOf(request), now()));
    else
      sendJson(response, conversationJson(state, found, (searchParams.get("embed") ?? "threads").split(",")));
  }

  return {
    state,
    async answer(request, response, url) {
      if (withoutModule || !url.pathname.startsWith("/api/")) {
        request.resume();
        sendPageNotFound(response);
        return;
      }
      try {
        await answer(request, response, url);
      } catch (error) {
        if (!(error instanceof FreeScoutRefusal)) throw error;
        request.resume();
        sendRefusal(response, error);
      }
    },
  };
}

/** In the header, the query, or as the user name of Basic. */
function requireKey(request: IncomingMessage, query: URLSearchParams): void {
  const basic = /^basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const [user] = Buffer.from(basic, "base64").toString("utf8").split(":");
  const given = request.headers["x-freescout-api-key"] ?? query.get("api_key") ?? user;
  if (given !== API_KEY)
    throw new FreeScoutRefusal(401, "NOT AUTHORIZED", "API Key is either not provided or not valid");
}
