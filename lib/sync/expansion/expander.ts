import path from "node:path";
import { Worker } from "node:worker_threads";
import type { MirroredEvent } from "../mirror-object.ts";
import { unpackEvents } from "./pack-events.ts";
import type {
  BatchAnswer,
  ExpansionBatch,
  GatheredOccurrences,
  OccurrenceBatch,
  ThreadAnswer,
  ThreadBatch,
} from "./thread-messages.ts";

/** At which object of a batch the thread had to be ended, and why. */
interface Stopped {
  stoppedAt: number;
  cause: "time" | "memory";
}

/** What became of a batch: its events, or where it was stopped. */
export type BatchOutcome = { events: (MirroredEvent | null)[] } | Stopped;

interface Job {
  batch: ThreadBatch;
  deadlineMs: number;
  settle(outcome: BatchAnswer | Stopped): void;
  fail(error: Error): void;
}

interface Thread {
  worker: Worker;
  /** Index of the object it is at. */
  progress: Int32Array;
  ready: boolean;
  error: Error | null;
  overdue: boolean;
  timer: NodeJS.Timeout;
}

/** One batch under way and the next already there, so that the thread never waits for us. */
const MOST_SENT = 2;
const START_DEADLINE_MS = 30_000;

/**
 * Expands batches in a thread of its own, one after the other. The thread starts with the first batch and is kept;
 * it is ended when a batch takes longer than its deadline, ends of itself when it runs out of memory, and a new one
 * goes on with the batches after it. It keeps the process alive only while there is work.
 */
export class Expander {
  private readonly file: string;
  private readonly memoryMegabytes: number;
  private readonly waiting: Job[] = [];
  private sent: Job[] = [];
  private thread: Thread | null = null;

  constructor(memoryMegabytes: number) {
    // By the working directory: in the bundled server this module has no place of its own. Kept in a field, because
    // the bundler follows a path that is written where the thread is started, and puts a copy of the code there.
    this.file = path.join(process.cwd(), "lib", "sync", "expansion", "expansion-thread.ts");
    this.memoryMegabytes = memoryMegabytes;
  }

  /** Starts the thread, which takes a while, where it is known that there will be work. */
  warm(): void {
    this.thread ??= this.start();
  }

  /** @throws Error when the thread cannot be started or fails in a way no object is to blame for. */
  async run(batch: ExpansionBatch, deadlineMs: number): Promise<BatchOutcome> {
    const outcome = await this.ask(batch, deadlineMs);
    if ("cause" in outcome) return outcome;
    if ("uids" in outcome) return { events: unpackEvents(outcome) };
    throw misunderstood();
  }

  /** The first occurrences of the batch, in words. @throws Error as `run` */
  async gather(batch: OccurrenceBatch, deadlineMs: number): Promise<GatheredOccurrences | Stopped> {
    const outcome = await this.ask(batch, deadlineMs);
    if ("uids" in outcome) throw misunderstood();
    return outcome;
  }

  private ask(batch: ThreadBatch, deadlineMs: number): Promise<BatchAnswer | Stopped> {
    return new Promise((settle, fail) => {
      this.waiting.push({ batch, deadlineMs, settle, fail });
      this.warm();
      this.send();
    });
  }

  private start(): Thread {
    const shared = new SharedArrayBuffer(4);
    const worker = new Worker(this.file, {
      workerData: shared,
      execArgv: [],
      // The thread reads what strangers wrote: it gets none of our secrets.
      env: {},
      name: "expansion",
      resourceLimits: { maxOldGenerationSizeMb: this.memoryMegabytes },
    });
    const thread: Thread = {
      worker,
      progress: new Int32Array(shared),
      ready: false,
      error: null,
      overdue: false,
      timer: setTimeout(() => this.end(thread), START_DEADLINE_MS).unref(),
    };
    worker.unref();
    worker.on("message", (answer: ThreadAnswer) => this.receive(thread, answer));
    worker.once("error", (error: Error) => {
      thread.error = error;
    });
    worker.once("exit", () => this.ended(thread));
    return thread;
  }

  private send(): void {
    const { thread } = this;
    if (!thread?.ready) {
      if (this.waiting.length > 0) thread?.worker.ref();
      return;
    }
    while (this.sent.length < MOST_SENT) {
      const job = this.waiting.shift();
      if (!job) break;
      this.sent.push(job);
      if (this.sent.length === 1) this.watch(thread, job);
      thread.worker.postMessage(job.batch);
    }
    if (this.sent.length > 0) thread.worker.ref();
    else thread.worker.unref();
  }

  private receive(thread: Thread, answer: ThreadAnswer): void {
    if (thread !== this.thread) return;
    clearTimeout(thread.timer);
    if (answer === "ready") thread.ready = true;
    else {
      this.sent.shift()?.settle(answer);
      const [next] = this.sent;
      if (next) this.watch(thread, next);
    }
    this.send();
  }

  /** The deadline of a batch begins when the thread turns to it. */
  private watch(thread: Thread, job: Job): void {
    thread.timer = setTimeout(() => {
      // Where it was us who were busy, the answer lies here already: it is read before anything is ended.
      setImmediate(() => {
        if (thread === this.thread && this.sent[0] === job) this.end(thread);
      });
    }, job.deadlineMs);
  }

  private end(thread: Thread): void {
    thread.overdue = true;
    void thread.worker.terminate();
  }

  private ended(thread: Thread): void {
    clearTimeout(thread.timer);
    if (thread !== this.thread) return;
    this.thread = null;
    const [current, ...untouched] = this.sent;
    this.sent = [];
    this.waiting.unshift(...untouched);
    const cause = thread.overdue ? "time" : isOutOfMemory(thread.error) ? "memory" : null;
    if (current && cause) current.settle({ stoppedAt: Atomics.load(thread.progress, 0), cause });
    else if (!thread.ready || current) {
      const error = thread.error ?? new Error("The expansion thread ended unexpectedly.");
      const failed = [...(current ? [current] : []), ...this.waiting.splice(0)];
      for (const job of failed) job.fail(error);
    }
    if (this.waiting.length > 0) {
      this.warm();
      this.send();
    }
  }
}

function misunderstood(): Error {
  return new Error("The expansion thread answered something else than it was asked.");
}

function isOutOfMemory(error: Error | null): boolean {
  return error !== null && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
