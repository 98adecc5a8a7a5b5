"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type EmbedToken, readTokenMessage, storedToken, storeToken } from "./embed-token.ts";
import { talkCaller } from "./talk-caller.ts";

export type SignInStep = "none" | "open" | "blocked";

/**
 * The token the widget acts with inside `site`: from an earlier load of this page, or from the sign-in window, which
 * stands on its own and so has its cookie whatever the browser thinks of cookies in frames.
 */
export function useEmbedToken(site: string) {
  const [token, setToken] = useState<EmbedToken | null>(() => storedToken(site, Date.now()));
  const [step, setStep] = useState<SignInStep>("none");
  const [address, setAddress] = useState("");
  const state = useRef("");

  useEffect(() => {
    const onMessage = (event: MessageEvent) => {
      if (state.current === "") return;
      const { origin } = window.location;
      const received = readTokenMessage(event, { origin, state: state.current, site });
      if (!received) return;
      state.current = "";
      storeToken(site, received);
      setToken(received);
      setStep("none");
    };
    window.addEventListener("message", onMessage);
    return () => window.removeEventListener("message", onMessage);
  }, [site]);

  const forget = useCallback(() => {
    storeToken(site, null);
    setToken(null);
  }, [site]);

  /** To be called by the click itself, or the browser takes the window for a pop-up. */
  const signIn = useCallback(() => {
    forget();
    state.current = randomState();
    const path = `/embed/sign-in?${new URLSearchParams({ origin: site, state: state.current })}`;
    setAddress(path);
    const opened = window.open(path, "parlour-sign-in", "popup,width=480,height=700");
    setStep(opened ? "open" : "blocked");
  }, [site, forget]);

  const signOut = useCallback(() => {
    if (token)
      void talkCaller({ token: token.token, site })("DELETE", "/api/embed/tokens").catch(() => undefined);
    forget();
  }, [site, token, forget]);

  return { token: token?.token ?? null, step, address, signIn, signOut };
}

function randomState(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
