import { createHash } from "node:crypto";

/** Every user and alias of ours begins so; the application service's namespaces claim exactly these. */
export const PREFIX = "hub_";
/** The application service's own user, who speaks for applications. */
export const SENDER_LOCALPART = "hub_bot";

/** A user id or alias has at most 255 bytes, sigil and server name included (Matrix spec, identifier grammar). */
const MOST_BYTES = 255;

/**
 * The localpart of somebody: lower case, what the grammar does not allow as `=` and its hex, so that no two people get
 * the same. One that would be too long ends in a hash instead.
 */
export function userLocalpart(tenantId: string, hubUserId: string, serverName: string): string {
  return fitting(`${PREFIX}u_${escaped(tenantId)}_${escaped(hubUserId)}`, serverName);
}

/** The localpart of a room's alias; the tenant is part of it, or two tenants' machine 42 would be one room. */
export function roomLocalpart(tenantId: string, place: string, serverName: string): string {
  return fitting(`${PREFIX}r_${escaped(tenantId)}_${escaped(place)}`, serverName);
}

export function matrixUserId(localpart: string, serverName: string): string {
  return `@${localpart}:${serverName}`;
}

/** `_` is escaped too: it parts what is joined here. */
function escaped(text: string): string {
  return Array.from(Buffer.from(text, "utf8"), (byte) =>
    /[a-z0-9.-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).padStart(2, "0")}`,
  ).join("");
}

function fitting(localpart: string, serverName: string): string {
  const most = MOST_BYTES - Buffer.byteLength(serverName) - 2;
  if (localpart.length <= most) return localpart;
  const hash = createHash("sha256").update(localpart).digest("hex");
  return `${localpart.slice(0, Math.max(PREFIX.length, most - hash.length - 1))}.${hash}`;
}
