import { callApi } from "#components/console/api.ts";
import { abandonUpload } from "./abandon-upload.ts";
import { folderFor } from "./folder-for.ts";
import { forgetUpload, rememberedUploads, rememberUpload } from "./remembered-uploads.ts";
import { sendBody } from "./send-body.ts";
import { type SendWays, sendFile } from "./send-file.ts";
import { passes, toUploadProblem } from "./upload-problem.ts";
import { type Sample, withSample } from "./upload-progress.ts";
import {
  backOffSeconds,
  isOpen,
  isRunning,
  reduceUploads,
  toStart,
  type UploadAction,
  type UploadItem,
  type UploadProblem,
  type UploadTarget,
} from "./upload-queue.ts";

/** The uploads of this page: outside every component, so that they go on while people look at other things. */
export interface Uploads {
  items: readonly UploadItem[];
  samples: readonly Sample[];
  /** The moment of this state, epoch milliseconds; a new one at least twice a second while anything moves. */
  nowMs: number;
  /** Raised whenever a file arrived, by customer. */
  arrivals: Readonly<Record<string, number>>;
}

const PLACES = 2;
const TICK_MS = 500;
/** What Nextcloud keeps refusing is shown as failed after this many attempts; a broken connection is tried for ever. */
const MAX_TRIES = 8;

const none: Uploads = { items: [], samples: [], nowMs: 0, arrivals: {} };
let uploads = none;
let nextId = 1;
let moved = 0;
let ticking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();
const files = new Map<number, File>();
const running = new Map<number, AbortController>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const unanswered = new Map<number, number>();
const ways: SendWays = {
  send: sendBody,
  call: callApi,
  remembered: rememberedUploads,
  remember: rememberUpload,
  forget: forgetUpload,
};

export function subscribeUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentUploads(): Uploads {
  return uploads;
}

/** Whether a failed one can be tried again: what was refused before it was sent cannot. */
export function canRetry(id: number): boolean {
  return files.has(id);
}

/** Nothing is under way on the server. */
export function noUploads(): Uploads {
  return none;
}

export interface ChosenFile {
  file: File;
  /** The name it shall have. */
  name: string;
}

/** Queues files. What cannot be taken is among the failed at once, with the reason. */
export function addUploads(
  chosen: readonly ChosenFile[],
  target: UploadTarget,
  refusal: (chosen: ChosenFile) => UploadProblem | null,
): void {
  if (!uploads.items.some(isOpen)) moved = 0;
  dispatch({ type: "tidy" });
  for (const one of chosen) {
    const item = { id: nextId++, name: one.name, size: one.file.size, target };
    const problem = refusal(one);
    if (problem) dispatch({ type: "refuse", items: [{ ...item, problem }] });
    else {
      files.set(item.id, one.file);
      dispatch({ type: "add", items: [item] });
    }
  }
  begin();
}

/** Listens and counts as long as anything is open: `rest` ends it. */
function begin(): void {
  if (!uploads.items.some(isOpen)) return;
  window.addEventListener("beforeunload", warn);
  window.addEventListener("online", goOn);
  window.addEventListener("offline", hold);
  ticking ??= setInterval(() => publish({}), TICK_MS);
  pump();
}

export function cancelUpload(id: number): void {
  clearTimeout(timers.get(id));
  const item = uploads.items.find((one) => one.id === id);
  dispatch({ type: "cancel", id });
  running.get(id)?.abort();
  const file = files.get(id);
  if (item && file) abandonUpload(item, file);
  pump();
}

export function retryUpload(id: number): void {
  clearTimeout(timers.get(id));
  if (!uploads.items.some(isOpen)) moved = 0;
  dispatch({ type: "retry", id });
  begin();
}

export function dismissUpload(id: number): void {
  dispatch({ type: "dismiss", id });
  files.delete(id);
}

/** Takes what is over out of the list. */
export function clearUploads(): void {
  for (const { id } of uploads.items.filter((item) => !isOpen(item))) dismissUpload(id);
}

function dispatch(action: UploadAction): void {
  publish({ items: reduceUploads(uploads.items, action) });
}

function publish(change: Partial<Uploads>): void {
  const nowMs = Date.now();
  const samples = withSample(uploads.samples, { atMs: nowMs, moved });
  uploads = { ...uploads, ...change, nowMs, samples };
  if (!uploads.items.some(isOpen)) rest();
  for (const listener of listeners) listener();
}

function rest(): void {
  clearInterval(ticking);
  ticking = undefined;
  uploads = { ...uploads, samples: [] };
  if (typeof window === "undefined") return;
  window.removeEventListener("beforeunload", warn);
  window.removeEventListener("online", goOn);
  window.removeEventListener("offline", hold);
}

function pump(): void {
  for (const item of toStart(uploads.items, PLACES)) void run(item);
}

async function run(item: UploadItem): Promise<void> {
  const { id, target } = item;
  const file = files.get(id);
  if (!file) return dispatch({ type: "fail", id, problem: toUploadProblem(null) });
  const controller = new AbortController();
  running.set(id, controller);
  dispatch({ type: "start", id });
  const beganMs = Date.now();
  let before = 0;
  let finishing = false;
  try {
    const folder = target.folder ?? (await folderFor(target));
    const input = {
      file,
      name: item.name,
      folder,
      customerId: target.customerId,
      unansweredSince: unanswered.get(id) ?? null,
    };
    const { name, kept } = await sendFile(input, ways, {
      signal: controller.signal,
      onResume: (sent) => {
        before = sent;
        dispatch({ type: "resume", id, sent });
      },
      onProgress: (sent) => {
        moved += Math.max(0, sent - before);
        before = sent;
        dispatch({ type: "progress", id, sent });
      },
      onFinishing: () => {
        finishing = true;
        dispatch({ type: "finishing", id });
      },
    });
    dispatch({ type: "done", id, name, kept });
    files.delete(id);
    unanswered.delete(id);
    const { customerId } = target;
    publish({ arrivals: { ...uploads.arrivals, [customerId]: (uploads.arrivals[customerId] ?? 0) + 1 } });
  } catch (error) {
    const problem = toUploadProblem(error);
    if (finishing && problem.code === "offline" && !unanswered.has(id)) unanswered.set(id, beganMs);
    const tries = uploads.items.find((one) => one.id === id)?.tries ?? 0;
    if (passes(error) && (problem.code === "offline" || tries < MAX_TRIES)) {
      dispatch({ type: "wait", id, problem });
      if (navigator.onLine) later(id, tries + 1);
    } else dispatch({ type: "fail", id, problem });
  } finally {
    running.delete(id);
    pump();
  }
}

function later(id: number, tries: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => again(id), backOffSeconds(tries) * 1000),
  );
}

/** Unlike a retry by hand this keeps count of the attempts. */
function again(id: number): void {
  const item = uploads.items.find((one) => one.id === id);
  if (item?.state !== "waiting") return;
  if (uploads.items.filter(isRunning).length < PLACES) void run(item);
  else later(id, 1);
}

function goOn(): void {
  for (const item of uploads.items) if (item.state === "waiting") again(item.id);
}

/** Requests on a connection that is gone would otherwise hang for minutes. */
function hold(): void {
  for (const controller of running.values()) controller.abort();
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
