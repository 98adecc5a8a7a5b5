/** What the tabs of one browser tell each other of the session they share. */
const NAME = "parlour-session";
const SIGNED_OUT = "signed_out";

/** Says that the session has ended. Browsers without channels have no other tab to tell. */
export function tellSignedOut(): void {
  if (!("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(SIGNED_OUT);
  channel.close();
}

/** @returns what ends it */
export function onSignedOut(act: () => void): () => void {
  if (!("BroadcastChannel" in window)) return () => undefined;
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener("message", ({ data }) => {
    if (data === SIGNED_OUT) act();
  });
  return () => channel.close();
}
