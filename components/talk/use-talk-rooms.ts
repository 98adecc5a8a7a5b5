"use client";

import { useCallback } from "react";
import useSWR from "swr";
import { ApiProblem } from "#components/console/api.ts";
import type { TalkCaller } from "./talk-caller.ts";
import { readTalkRooms, type TalkRooms, withRead, withReply } from "./talk-rooms.ts";

const EVERY_MS = 30_000;

/** What only a person can change: asking again by itself would change nothing. */
const SETTLED = new Set([
  "nextcloud_not_connected",
  "nextcloud_revoked",
  "nextcloud_not_configured",
  "not_signed_in",
  "not_allowed",
]);

export interface LiveRooms {
  rooms: TalkRooms | undefined;
  problem: ApiProblem | null;
  /** Asking for the first time, or again after a failure. */
  loading: boolean;
  refresh: () => Promise<unknown>;
  /** @throws ApiProblem when the message was not sent; the list is then as before. */
  reply: (token: string, message: string, me: string) => Promise<void>;
  /** @throws ApiProblem likewise */
  markRead: (token: string) => Promise<void>;
}

/** The conversations: every 30 seconds while somebody looks, at once on coming back. */
export function useTalkRooms(call: TalkCaller, limit: number): LiveRooms {
  const path = `/api/nextcloud/talk/rooms?limit=${limit}`;
  const { data, error, isValidating, mutate } = useSWR<TalkRooms, unknown>(
    path,
    async () => readTalkRooms(await call("GET", path)),
    {
      refreshInterval: EVERY_MS,
      focusThrottleInterval: 1000,
      dedupingInterval: 1000,
      onErrorRetry: (failure, _key, _config, revalidate, { retryCount }) => {
        if (failure instanceof ApiProblem && SETTLED.has(failure.code)) return;
        const seconds = failure instanceof ApiProblem ? (failure.retryAfter ?? 0) : 0;
        setTimeout(() => void revalidate({ retryCount }), Math.max(EVERY_MS, seconds * 1000));
      },
    },
  );

  const change = useCallback(
    async (path: string, body: object | undefined, after: (rooms: TalkRooms) => TalkRooms) => {
      await mutate(
        async (rooms) => {
          await call("POST", path, body);
          return rooms && after(rooms);
        },
        {
          ...(data && { optimisticData: after(data) }),
          rollbackOnError: true,
        },
      );
    },
    [call, data, mutate],
  );

  const problem = asProblem(error);
  return {
    // What was seen before stays while Nextcloud is away, but not once it is nobody's any more.
    rooms: problem && (SETTLED.has(problem.code) || problem.code === "talk_not_available") ? undefined : data,
    problem,
    loading: isValidating && (data === undefined || error !== undefined),
    refresh: () => mutate(),
    reply: (token, message, me) =>
      change(`${roomPath(token)}/messages`, { message }, (rooms) =>
        withReply(rooms, token, { text: message, author: me, atMs: Date.now() }),
      ),
    markRead: (token) => change(`${roomPath(token)}/read`, undefined, (rooms) => withRead(rooms, token)),
  };
}

function roomPath(token: string): string {
  return `/api/nextcloud/talk/rooms/${encodeURIComponent(token)}`;
}

function asProblem(error: unknown): ApiProblem | null {
  if (error === undefined) return null;
  return error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
}
