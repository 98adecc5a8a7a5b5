import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { emptyState, type HomeserverState, homeserverState } from "./homeserver-state.ts";

const SOON_MS = 200;

/** The state as it was left in a folder, or a fresh one. */
export function loadState(folder: string | null, serverName: string): HomeserverState {
  if (folder === null) return emptyState(serverName);
  try {
    return homeserverState.parse(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch {
    // Nothing was kept yet, or something that an older sandbox kept.
    return emptyState(serverName);
  }
}

/** Writes the state down soon after it changed, and at the end. */
export function stateKeeper(folder: string | null, state: HomeserverState) {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (folder === null) return;
    mkdirSync(folder, { recursive: true });
    const fresh = `${fileIn(folder)}.new`;
    writeFileSync(fresh, JSON.stringify(state));
    renameSync(fresh, fileIn(folder));
  };
  return {
    changed() {
      if (folder === null || timer !== undefined) return;
      timer = setTimeout(write, SOON_MS);
      timer.unref();
    },
    close() {
      if (timer !== undefined) write();
    },
  };
}

const fileIn = (folder: string) => path.join(folder, "homeserver.json");
