import { AppError } from "#lib/core/errors.ts";
import type { Actor } from "./actor.ts";

/** Permission is asked for on the first lines of a verb, from `ctx.actor` and nothing else. */

export function isSignedIn(actor: Actor): boolean {
  return actor.kind !== "customer";
}

/** @throws AppError `not_signed_in` */
export function requireSignedIn(actor: Actor): void {
  if (!isSignedIn(actor)) throw new AppError("not_signed_in", "Please sign in.");
}

/** @throws AppError unless somebody of the studio (artist, staff, admin), or the worker itself, acts. */
export function requireStudio(actor: Actor): void {
  requireSignedIn(actor);
  if (actor.kind === "service" || actor.kind === "hub")
    throw new AppError("not_allowed", "This token may not see this.");
}

/** What is the front desk's and no artist's. @throws AppError unless staff, an admin, or the worker itself acts. */
export function requireDesk(actor: Actor): void {
  requireStudio(actor);
  if (actor.kind === "artist") throw new AppError("not_allowed", "Only the front desk may see this.");
}

/** @throws AppError `not_signed_in` or `not_allowed` unless an admin, or the worker itself, acts. */
export function requireAdmin(actor: Actor): void {
  requireSignedIn(actor);
  if (actor.kind !== "admin" && actor.kind !== "worker")
    throw new AppError("not_allowed", "Only an admin may do this.");
}

/** @throws AppError unless an admin, the worker, or the artist whose own it is acts. */
export function requireAdminOrOwner(actor: Actor, artistId: string): void {
  requireSignedIn(actor);
  if (actor.kind === "artist" && actor.artistId === artistId) return;
  requireAdmin(actor);
}

/**
 * Staff and admins see and change every appointment, artists their own. Without an artist the question is whether
 * all may be seen. @throws AppError otherwise.
 */
export function requireAppointmentAccess(actor: Actor, artistId: string | undefined): void {
  requireSignedIn(actor);
  if (actor.kind === "artist" && actor.artistId !== artistId) {
    throw new AppError("not_allowed", "This appointment belongs to another artist.");
  }
  if (actor.kind === "service" || actor.kind === "hub")
    throw new AppError("not_allowed", "This token may not see appointments.");
}

/** The artist an actor is limited to; undefined when all may be seen. */
export function visibleArtistId(actor: Actor): string | undefined {
  return actor.kind === "artist" ? actor.artistId : undefined;
}

/** @returns the id of the user who acts. @throws AppError for customers, services and the worker, who are nobody's. */
export function requireUser(actor: Actor): string {
  requireSignedIn(actor);
  if ("userId" in actor) return actor.userId;
  throw new AppError("not_allowed", "Only somebody who signs in may do this.");
}
