import { type PlacedWidget, WIDGET_IDS, type WidgetId } from "#lib/dashboard/widgets.ts";

/** Pure changes of a board; places count from 0. Each answers the same board where nothing changes. */

/** A widget at another place; beyond the ends it stays at the end. */
export function placedAt(board: PlacedWidget[], id: string, place: number): PlacedWidget[] {
  const from = board.findIndex((one) => one.id === id);
  const moved = board[from];
  const to = Math.min(Math.max(place, 0), board.length - 1);
  if (!moved || from === to) return board;
  const others = board.filter((one) => one !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

export function withWidth(board: PlacedWidget[], id: WidgetId, wide: boolean): PlacedWidget[] {
  return board.map((one) => (one.id === id ? { ...one, wide } : one));
}

export function without(board: PlacedWidget[], id: WidgetId): PlacedWidget[] {
  return board.filter((one) => one.id !== id);
}

export function withAdded(board: PlacedWidget[], added: PlacedWidget): PlacedWidget[] {
  return board.some(({ id }) => id === added.id) ? board : [...board, added];
}

export function sameBoard(one: readonly PlacedWidget[], other: readonly PlacedWidget[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, wide }, place) => other[place]?.id === id && other[place]?.wide === wide)
  );
}

/** What may stand on somebody's board, whether it does or not. */
export interface Offer {
  id: WidgetId;
  configured: boolean;
}

/** What could be added to a board. */
export function missingFrom(board: readonly PlacedWidget[], offers: readonly Offer[]): Offer[] {
  return offers
    .filter(({ id }) => !board.some((one) => one.id === id))
    .sort((one, other) => WIDGET_IDS.indexOf(one.id) - WIDGET_IDS.indexOf(other.id));
}
