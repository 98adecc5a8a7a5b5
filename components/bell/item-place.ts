import { roomHref } from "#components/messenger/room-words.ts";
import { clickAddress } from "#components/messenger/split-links.ts";
import type { BellItem } from "./bell-item.ts";

/** Where a notification leads: to what its application named, else to the room it stands in; null for nowhere. */
export function itemPlace(
  { clickUrl, roomId }: Pick<BellItem, "clickUrl" | "roomId">,
  origin: string,
): { href: string; isOurs: boolean } | null {
  const named = clickAddress(clickUrl);
  if (named?.isOurs) return named;
  if (named) {
    // A page of ours, written out in full, is no other site.
    const { origin: theirs, pathname, search, hash } = new URL(named.href);
    return theirs === origin ? { href: `${pathname}${search}${hash}`, isOurs: true } : named;
  }
  return roomId === null || roomId === "" ? null : { href: roomHref(roomId), isOurs: true };
}
