import { newKey } from "#components/booking/new-key.ts";
import { ApiProblem } from "#components/console/api.ts";
import { nextToSend, type Outgoing } from "./outgoing.ts";
import { sendFile, sendText } from "./send-outgoing.ts";

interface OutgoingStore {
  list: () => readonly Outgoing[];
  /** Calls when the list changed. @returns what ends it */
  watch: (onChange: () => void) => () => void;
  /** `afterSeq` is the newest message that is shown. */
  say: (roomId: string, body: string, afterSeq: number) => void;
  attach: (roomId: string, file: File, body: string, afterSeq: number) => void;
  retry: (key: string) => void;
  /** Ends it where it is still on its way, and forgets it. */
  drop: (key: string) => void;
  /** Calls when the server has taken one. @returns what ends it */
  onSent: (listener: (roomId: string) => void) => () => void;
}

interface Senders {
  sendText: typeof sendText;
  sendFile: typeof sendFile;
}

/**
 * What is sent from this browser: of each room its words one after another, and beside them its files one after another,
 * so that words never wait for a file.
 */
export function outgoingStore(senders: Senders = { sendText, sendFile }): OutgoingStore {
  let items: readonly Outgoing[] = [];
  const files = new Map<string, File>();
  const working = new Map<string, AbortController>();
  const lanes = new Set<string>();
  const watchers = new Set<() => void>();
  const sentListeners = new Set<(roomId: string) => void>();

  const become = (next: readonly Outgoing[]) => {
    items = next;
    for (const watcher of [...watchers]) watcher();
  };
  const change = (key: string, to: Partial<Outgoing>) =>
    become(items.map((item) => (item.key === key ? { ...item, ...to } : item)));

  function add(item: Pick<Outgoing, "roomId" | "body" | "file" | "afterSeq"> & { key: string }): void {
    become([...items, { ...item, state: "sending", problem: null, seq: null, atMs: Date.now() }]);
    void run(item.roomId, item.file !== null);
  }

  async function run(roomId: string, ofFiles: boolean): Promise<void> {
    const lane = `${ofFiles ? "files" : "words"} ${roomId}`;
    if (lanes.has(lane)) return;
    lanes.add(lane);
    for (;;) {
      const item = nextToSend(
        items.filter((one) => one.roomId === roomId && (one.file !== null) === ofFiles),
      );
      if (!item) break;
      await send(item);
    }
    lanes.delete(lane);
  }

  async function send(item: Outgoing): Promise<void> {
    const abort = new AbortController();
    working.set(item.key, abort);
    const file = files.get(item.key);
    try {
      const message = file
        ? await senders.sendFile({ ...item, file }, abort.signal, (sent) => {
            const { file: known } = items.find(({ key }) => key === item.key) ?? {};
            if (known) change(item.key, { file: { ...known, sent } });
          })
        : await senders.sendText(item, abort.signal);
      change(item.key, { seq: message.seq });
      for (const listener of [...sentListeners]) listener(item.roomId);
    } catch (error) {
      const { code, message } =
        error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
      change(item.key, { state: "failed", problem: { code, detail: message } });
    } finally {
      working.delete(item.key);
    }
  }

  return {
    list: () => items,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    say: (roomId, body, afterSeq) => add({ key: newKey(), roomId, body, file: null, afterSeq }),
    attach(roomId, file, body, afterSeq) {
      const key = newKey();
      files.set(key, file);
      const previewUrl = /^image\/(png|jpeg|webp|gif|avif)$/.test(file.type)
        ? URL.createObjectURL(file)
        : null;
      const { name, size, type } = file;
      add({ key, roomId, body, file: { name, size, type, previewUrl, sent: 0 }, afterSeq });
    },
    retry(key) {
      const item = items.find((one) => one.key === key);
      if (item?.state !== "failed") return;
      change(key, { state: "sending", problem: null, ...(item.file && { file: { ...item.file, sent: 0 } }) });
      void run(item.roomId, item.file !== null);
    },
    drop(key) {
      const item = items.find((one) => one.key === key);
      if (!item) return;
      become(items.filter((one) => one !== item));
      working.get(key)?.abort();
      files.delete(key);
      if (item.file?.previewUrl) URL.revokeObjectURL(item.file.previewUrl);
    },
    onSent(listener) {
      sentListeners.add(listener);
      return () => sentListeners.delete(listener);
    },
  };
}
