"use client";

import { talkCaller } from "./talk-caller.ts";
import { TalkWidget } from "./talk-widget.tsx";

const call = talkCaller(null);

/** The widget in the console, for whoever is signed in there. */
export function TalkCard({ limit = 3 }: { limit?: number }) {
  return (
    <TalkWidget
      call={call}
      limit={limit}
      onSignIn={() => window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`)}
    />
  );
}
