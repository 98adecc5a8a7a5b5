/** The messenger's events in a browser of another application. Depends on nothing but EventSource and fetch. */

export type MessengerEvent = { type: string } & Record<string, unknown>;

export interface ListenOptions {
  /** Where the messenger is, `https://studio.example.org`. */
  url: string;
  /**
   * A hub token of the person who looks, asked for anew whenever the connection is made anew. It buys a ticket that
   * opens one stream; the token itself never stands in an address.
   */
  token: () => string | Promise<string>;
  onEvent: (event: MessengerEvent) => void;
  /** `live` once events arrive; `waiting` between two attempts; `closed` when it ended for good, and why. */
  onState?: (state: "live" | "waiting" | "closed", reason?: string) => void;
}

const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
/** The server says something every 20 s; a stream that is silent for longer is dead, whatever the network says. */
const SILENCE_MS = 60_000;

/** @returns what ends it */
export function listenToEvents({ url, token, onEvent, onState }: ListenOptions): () => void {
  const base = url.replace(/\/+$/, "");
  let stopped = false;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let lastId = "";

  const stop = (reason?: string) => {
    if (stopped) return;
    stopped = true;
    source?.close();
    clearTimeout(timer);
    clearTimeout(silence);
    onState?.("closed", reason);
  };
  const again = () => {
    if (stopped) return;
    source?.close();
    clearTimeout(silence);
    clearTimeout(timer);
    onState?.("waiting");
    timer = setTimeout(connect, PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]);
    failures += 1;
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(again, SILENCE_MS);
  };

  async function connect(): Promise<void> {
    try {
      const response = await fetch(`${base}/api/v1/events/ticket`, {
        method: "POST",
        headers: { Authorization: `Bearer ${await token()}` },
        signal: AbortSignal.timeout(SILENCE_MS),
      });
      if (response.status === 401 || response.status === 403) return stop("signed_out");
      if (!response.ok) return again();
      const { ticket }: { ticket: string } = await response.json();
      if (stopped) return;
      const query = new URLSearchParams({ ticket, ...(lastId === "" ? {} : { last_event_id: lastId }) });
      source = new EventSource(`${base}/api/v1/events/stream?${query}`);
      // A ticket is good once: a connection that broke needs another one.
      source.onerror = again;
      source.onmessage = take;
      heard();
    } catch {
      again();
    }
  }

  function take({ data, lastEventId }: MessageEvent<string>): void {
    heard();
    if (lastEventId !== "") lastId = lastEventId;
    const event: MessengerEvent = JSON.parse(data);
    if (event.type === "connected") {
      failures = 0;
      onState?.("live");
    }
    onEvent(event);
    // An expired token is asked for anew.
    if (event.type === "closed" && event.reason === "signed_out") stop("signed_out");
  }

  void connect();
  return () => stop();
}
