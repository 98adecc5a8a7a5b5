import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Env } from "#lib/core/env.ts";
import { type ResealedFiles, resealFiles } from "#lib/media/spool/reseal-files.ts";
import { documentFolder, isKeptName } from "../kept-documents.ts";

/** Seals kept documents with today's key. What is lost is fetched, and paid for, anew when somebody wants it. */
export async function resealDocuments(env: Env): Promise<ResealedFiles> {
  const folder = documentFolder(env);
  const names = await readdir(folder).catch(() => []);
  const whole = names.filter((name) => isKeptName(name)?.isWhole);
  return resealFiles(
    env,
    whole.map((id) => ({ file: path.join(folder, id), id })),
  );
}
