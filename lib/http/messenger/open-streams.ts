import { activeMembers } from "#db/queries/read-events.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { streamFrame } from "#lib/messenger/event-frame.ts";
import type { StreamEventJson } from "#lib/messenger/event-json.ts";
import { type EventStream, endStream } from "./event-stream.ts";
import { provesStill } from "./stream-proof.ts";

export interface StreamTimes {
  /** How often one look is taken at which streams have to end; the others are multiples of it. */
  tickMs: number;
  keepaliveMs: number;
  /** How often it is asked whether those who listen still may. */
  proveMs: number;
  /** Who reads nothing for so long, while something waits, is dropped. */
  patienceMs: number;
}

export const STREAM_TIMES: StreamTimes = {
  tickMs: SECOND,
  keepaliveMs: 20 * SECOND,
  proveMs: 5 * SECOND,
  patienceMs: 10 * SECOND,
};

const KEEPALIVE = Buffer.from(streamFrame({ type: "keepalive" }));

export interface OpenStreams {
  /** @param onLeave when it is no more among these, however it ended */
  enter(stream: EventStream, onLeave: () => void): void;
  size(): number;
  /** Of one person (messenger_users.id). */
  sizeOf(memberId: string): number;
  endAll(reason: StreamEventJson): void;
}

/** Streams that are open, with one timer for all of them, which runs only while there are some. */
export function openStreams({ db, now }: Pick<Ctx, "db" | "now">, times: StreamTimes): OpenStreams {
  const streams = new Map<EventStream, () => void>();
  const perMember = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let keptAliveAt = 0;
  let provenAt = 0;
  let isProving = false;

  function tick(): void {
    const nowMs = now();
    const atMs = performance.now();
    for (const stream of streams.keys()) {
      if (stream.endsAt !== null && stream.endsAt <= nowMs)
        end(stream, { type: "closed", reason: "token_expired" });
      else if (stream.waitingSince !== null && atMs - stream.waitingSince > times.patienceMs)
        end(stream, { type: "reset", reason: "slow" });
    }
    if (atMs - keptAliveAt >= times.keepaliveMs) {
      keptAliveAt = atMs;
      // Who is behind has something to read.
      for (const { state, response } of streams.keys()) if (state === "live") response.write(KEEPALIVE);
    }
    if (atMs - provenAt < times.proveMs || isProving) return;
    provenAt = atMs;
    isProving = true;
    proveAll()
      .catch((error: unknown) => log().warn({ err: error }, "looking whether streams may go on failed"))
      .finally(() => {
        isProving = false;
      });
  }

  /** Deactivated, signed out everywhere, token revoked: nothing is told any more. */
  async function proveAll(): Promise<void> {
    const active = activeMembers(db, [...perMember.keys()]);
    const proven = new Map<string, boolean>();
    for (const stream of [...streams.keys()]) {
      const { member, proof } = stream;
      const key = `${member.id} ${proof}`;
      const isGood =
        active.has(member.id) && (proven.get(key) ?? (await provesStill({ db }, proof, member.hubUserId)));
      proven.set(key, isGood);
      if (!isGood) end(stream, { type: "closed", reason: "signed_out" });
    }
  }

  function end(stream: EventStream, reason: StreamEventJson): void {
    leave(stream);
    endStream(stream, reason);
  }

  function leave(stream: EventStream): void {
    const onLeave = streams.get(stream);
    if (!onLeave) return;
    streams.delete(stream);
    const { id } = stream.member;
    const left = (perMember.get(id) ?? 1) - 1;
    if (left > 0) perMember.set(id, left);
    else perMember.delete(id);
    if (streams.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    onLeave();
  }

  return {
    enter(stream, onLeave) {
      if (timer === undefined) {
        timer = setInterval(tick, times.tickMs);
        keptAliveAt = performance.now();
        provenAt = keptAliveAt;
      }
      streams.set(stream, onLeave);
      perMember.set(stream.member.id, (perMember.get(stream.member.id) ?? 0) + 1);
      stream.response.once("close", () => {
        stream.state = "over";
        leave(stream);
      });
    },
    size: () => streams.size,
    sizeOf: (memberId) => perMember.get(memberId) ?? 0,
    endAll(reason) {
      for (const stream of [...streams.keys()]) end(stream, reason);
    },
  };
}
