import { randomUUID } from "node:crypto";
import { open, stat } from "node:fs/promises";
import type { Env } from "#lib/core/env.ts";
import { beginSealed, headerOf, keyStateOf, readSealed } from "./sealed-file.ts";

/** Files that today's key opens, those of them sealed with it just now, and those that no key opens. */
export interface ResealedFiles {
  resealed: number;
  current: number;
  /** Damaged, or sealed by no key we know. */
  lost: number;
}

/** Seals whole files, each under an id of its own, with today's key, a segment at a time. Safe beside a working Parlour. */
export async function resealFiles(
  env: Env,
  files: Iterable<{ file: string; id: string }>,
): Promise<ResealedFiles> {
  const count: ResealedFiles = { resealed: 0, current: 0, lost: 0 };
  for (const { file, id } of files) {
    const state = await resealFile(env, file, id).catch(() => "lost" as const);
    if (state === "resealed") count.resealed += 1;
    if (state === "lost") count.lost += 1;
    else count.current += 1;
  }
  return count;
}

async function resealFile(env: Env, file: string, id: string): Promise<"current" | "resealed" | "lost"> {
  const handle = await open(file, "r");
  try {
    const state = keyStateOf(env, await headerOf(handle));
    if (state !== "outdated") return state;
    const writing = await beginSealed(env, { file, unfinished: `${file}-${randomUUID()}.part`, id });
    try {
      const { atime, mtime } = await handle.stat();
      await writing.write(readSealed(env, handle, id));
      // When it was read last is what decides how long it stays.
      await writing.handle.utimes(atime, mtime);
      await writing.handle.close();
      // Removed meanwhile: it must not come back.
      await stat(file);
      await writing.finish();
    } catch (error) {
      await writing.discard();
      throw error;
    }
    return "resealed";
  } finally {
    await handle.close();
  }
}
