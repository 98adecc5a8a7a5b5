import { randomBytes } from "node:crypto";

const IDLE_MS = 30 * 60_000;
/** A user is locked after so many wrong passwords, until an administrator unlocks them. */
const WRONG_PASSWORDS = 5;

/** Who is connected. Every session holds one of the licence's connections. */
export function ecoDmsSessions(options: { now: () => number; licences: number }) {
  const seen = new Map<string, number>();
  let wrong = 0;

  function live(): number {
    for (const [id, at] of seen) if (options.now() - at > IDLE_MS) seen.delete(id);
    return seen.size;
  }

  return {
    connections: live,
    wrongPasswords: () => wrong,
    isLocked: () => wrong >= WRONG_PASSWORDS,
    noteWrongPassword(): void {
      wrong += 1;
    },
    /** Null when no connection is free. */
    connect(known: string | undefined): string | null {
      wrong = 0;
      live();
      if (known !== undefined && seen.has(known)) return known;
      if (seen.size >= options.licences) return null;
      const id = `node0${randomBytes(12).toString("hex")}.node0`;
      seen.set(id, options.now());
      return id;
    },
    /** Whether the session is known; it is kept alive. */
    meet(id: string | undefined): boolean {
      live();
      if (id === undefined || !seen.has(id)) return false;
      seen.set(id, options.now());
      return true;
    },
    disconnect: (id: string | undefined) => id !== undefined && seen.delete(id),
    forget: () => seen.clear(),
  };
}
