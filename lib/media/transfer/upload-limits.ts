import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { extensionOf, typeOfName } from "./file-types.ts";

const MEGABYTE = 1024 * 1024;

/** The largest file that is taken, bytes. */
export function maximumBytes(env: Pick<Env, "PARLOUR_UPLOAD_MAX_MB">): number {
  return env.PARLOUR_UPLOAD_MAX_MB * MEGABYTE;
}

/** @throws AppError `too_large` */
export function requireSize(env: Pick<Env, "PARLOUR_UPLOAD_MAX_MB">, size: number): void {
  if (size > maximumBytes(env))
    throw new AppError("too_large", `Files may have at most ${env.PARLOUR_UPLOAD_MAX_MB} MB.`);
}

/**
 * Only the kinds the studio takes, by the name's extension; a name without one is believed what its sender says.
 * @throws AppError `unsupported_type`
 */
export function requireType(
  env: Pick<Env, "PARLOUR_UPLOAD_TYPES">,
  name: string,
  told: string | undefined,
): void {
  const list = env.PARLOUR_UPLOAD_TYPES;
  if (list.length === 0) return;
  const extension = extensionOf(name);
  const type = name.includes(".") ? (typeOfName(name) ?? "") : (told ?? "").toLowerCase();
  const taken = list.some((entry) => {
    if (entry.startsWith(".")) return entry === `.${extension}`;
    return entry.endsWith("/*") ? type.startsWith(entry.slice(0, -1)) : entry === type;
  });
  if (!taken)
    throw new AppError("unsupported_type", `The studio takes these kinds of files: ${list.join(", ")}.`);
}

/** What a record says a file is: its name's type, else what the sender says, where that is a media type. */
export function recordedType(name: string, told: string | undefined): string {
  const said = (told ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return typeOfName(name) ?? (/^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(said) ? said : "application/octet-stream");
}
