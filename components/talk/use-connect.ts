"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiProblem } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import type { TalkCaller } from "./talk-caller.ts";
import { webAddress } from "./talk-rooms.ts";

const POLL_MS = 3000;

export interface FoundAccount {
  id: string;
  name: string;
}

export type ConnectState =
  | { step: "idle" }
  | { step: "starting" }
  /** `loginUrl` is null when the page was loaded anew in between. */
  | { step: "waiting"; loginUrl: string | null; untilMs: number }
  | { step: "confirm"; account: FoundAccount; busy: boolean }
  | { step: "expired" }
  | { step: "failed"; problem: ApiProblem };

/**
 * Login Flow v2 from the page: opens Nextcloud's own page in a new tab and asks every three seconds whether access was
 * granted. What the server knows survives a reload here.
 */
export function useConnect(call: TalkCaller, onConnected: () => void) {
  const [state, setState] = useState<ConnectState>({ step: "idle" });
  const done = useRef(onConnected);
  useEffect(() => {
    done.current = onConnected;
  });

  useEffect(() => {
    const untilMs = rememberedUntil();
    if (untilMs > Date.now()) setState({ step: "waiting", loginUrl: null, untilMs });
  }, []);

  const finish = useCallback((next: ConnectState) => {
    remember(null);
    setState(next);
  }, []);

  const waitingUntil = state.step === "waiting" ? state.untilMs : null;
  useEffect(() => {
    if (waitingUntil === null) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      if (Date.now() >= waitingUntil) return finish({ step: "expired" });
      const answer = await poll(call);
      if (over) return;
      if (answer.state === "confirm")
        return finish({ step: "confirm", account: answer.account, busy: false });
      if (answer.state === "expired") return finish({ step: "expired" });
      if (answer.state === "connected") {
        finish({ step: "idle" });
        return done.current();
      }
      timer = setTimeout(ask, POLL_MS);
    };
    timer = setTimeout(ask, POLL_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [waitingUntil, call, finish]);

  /** To be called by the click itself, or the browser takes the new tab for a pop-up. */
  async function start() {
    const tab = window.open("about:blank", "_blank");
    // The page that signs in must not reach back into this one.
    if (tab) tab.opener = null;
    setState({ step: "starting" });
    try {
      const answer = fields(await call("POST", "/api/nextcloud/connect"));
      const loginUrl = webAddress(answer.loginUrl);
      const untilMs = Date.parse(text(answer.expiresAt));
      if (!loginUrl || Number.isNaN(untilMs))
        throw new ApiProblem({ code: "unreadable", status: 0, detail: "" });
      tab?.location.replace(loginUrl);
      remember(untilMs);
      setState({ step: "waiting", loginUrl, untilMs });
    } catch (error) {
      tab?.close();
      setState({ step: "failed", problem: asProblem(error) });
    }
  }

  async function confirm() {
    if (state.step !== "confirm") return;
    setState({ ...state, busy: true });
    try {
      await call("POST", "/api/nextcloud/connect/confirm");
      finish({ step: "idle" });
      done.current();
    } catch (error) {
      finish({ step: "failed", problem: asProblem(error) });
    }
  }

  /** What was granted already is revoked as well. */
  function giveUp() {
    finish({ step: "idle" });
    void call("DELETE", "/api/nextcloud/connect").catch(() => undefined);
  }

  return { state, start, confirm, giveUp };
}

type PollAnswer =
  | { state: "pending" | "connected" | "expired" }
  | { state: "confirm"; account: FoundAccount };

/** A failure on the way is asked again; only an answer that the flow is gone ends it. */
async function poll(call: TalkCaller): Promise<PollAnswer> {
  try {
    const answer = fields(await call("POST", "/api/nextcloud/poll", {}));
    if (answer.state === "confirm") return { state: "confirm", account: readAccount(answer.account) };
    if (answer.state === "connected" || answer.state === "expired") return { state: answer.state };
    return { state: "pending" };
  } catch (error) {
    const gone = error instanceof ApiProblem && [401, 403, 404, 410].includes(error.status);
    return { state: gone ? "expired" : "pending" };
  }
}

/** Whatever of an account the answer names. */
export function readAccount(value: unknown): FoundAccount {
  const account = fields(value);
  const id = text(value) || text(account.nextcloudUser) || text(account.id) || text(account.loginName);
  return { id, name: text(account.displayName) || text(account.name) || id };
}

function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
}

const KEY = "parlour-connect-until";

/** Storage may be refused altogether, as browsers do inside other sites. */
function remember(untilMs: number | null): void {
  try {
    if (untilMs === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, String(untilMs));
  } catch {
    // Then a reload forgets what was under way, and one click begins it again.
  }
}

function rememberedUntil(): number {
  try {
    return Number(sessionStorage.getItem(KEY) ?? 0);
  } catch {
    return 0;
  }
}
