import { readdir } from "node:fs/promises";
import type { Env } from "#lib/core/env.ts";
import { type ResealedFiles, resealFiles } from "#lib/media/spool/reseal-files.ts";
import { mediaFolder, mediaPath, readMediaName } from "./media-files.ts";

/** Seals the files of rooms with today's key. */
export async function resealMedia(env: Env): Promise<ResealedFiles> {
  const names = await readdir(mediaFolder(env)).catch(() => []);
  const whole = names.filter((name) => readMediaName(name)?.isWhole);
  return resealFiles(
    env,
    whole.map((id) => ({ file: mediaPath(env, id), id })),
  );
}
