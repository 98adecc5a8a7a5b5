import { HOUR } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";

/** Of one request, and of one form while it is filled in. */
export const MOST_PICTURES = 8;
export const MAX_FILE_BYTES = 15_000_000;
export const MAX_TOGETHER_BYTES = 60_000_000;
/** What a form may bring in all, what is refused of it included; whoever sends more is not read on. */
export const MAX_FORM_BYTES = 160_000_000;
/** Larger ones are not unpacked: a few kilobytes can claim a size that fills the memory. */
export const MAX_PIXELS = 50_000_000;
/** The longer side of what is kept. */
export const KEPT_PIXELS = 3000;
/** A draft without a request is thrown away. */
export const DRAFT_MS = 24 * HOUR;

/** A draft this old gives way where there is no room for a new one. */
export const DRAFT_SAFE_MS = HOUR;

const MEGABYTE = 1024 * 1024;
const MOST_DRAFTS_MB = 1024;
const MOST_A_DAY_MB = 150;

/** What all drafts may hold together, bytes: never so much that files of the studio find no room to wait. */
export function draftBytes(env: Pick<Env, "PARLOUR_SPOOL_MAX_MB">): number {
  return Math.min(env.PARLOUR_SPOOL_MAX_MB / 2, MOST_DRAFTS_MB) * MEGABYTE;
}

/** What one client address may bring in a day (UTC), bytes of what is kept: never a large part of what all may hold. */
export function addressBytes(env: Pick<Env, "PARLOUR_SPOOL_MAX_MB">): number {
  return Math.min(draftBytes(env) / 4, MOST_A_DAY_MB * MEGABYTE);
}

/** Why a picture was refused; `common.pictures.refused` of the messages has the words. */
export type PictureRefusal =
  | "not_a_picture"
  | "damaged"
  | "too_many_pixels"
  | "too_large"
  | "too_many"
  | "too_large_together"
  | "no_room"
  | "enough_today"
  | "busy";
