import { type AppointmentItem, type BoardColumn, type ChosenTime, resized, STEP_MS } from "./board-types.ts";

/** So far a mouse moves, and so long a finger rests, before it is a drag (px, ms). */
const MOUSE_THRESHOLD = 4;
const LONG_PRESS_MS = 380;
const FINGER_SLACK = 8;
/** Within so many px of the window's edge the page scrolls along. */
const EDGE = 72;

export interface DragOptions {
  root: { readonly current: HTMLElement | null };
  columns: readonly BoardColumn[];
  /** The appointment with an id, where it may be moved. */
  movable: (id: string) => AppointmentItem | null;
  onChange: (time: ChosenTime | null) => void;
  onDrop: (time: ChosenTime) => void;
  /** A press on free ground, without a drag. */
  onPress: (time: ChosenTime) => void;
}

interface Gesture {
  pointerId: number;
  touch: boolean;
  x: number;
  y: number;
  begun: boolean;
  /** What is dragged, as it was when the pointer went down. */
  from: ChosenTime;
  /** Where in it the pointer holds it, ms after its start. */
  gripMs: number;
  last: ChosenTime | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** What the board's element and the window pass on to the gestures. */
export interface DragGestures {
  down: (event: PointerEvent) => void;
  move: (event: PointerEvent) => void;
  up: (event: PointerEvent) => void;
  cancel: (event: PointerEvent) => void;
  /** @returns whether there was something to leave */
  leave: () => boolean;
  /** Whether something is held that is not a press any more. */
  isDragging: () => boolean;
  isTouch: () => boolean;
  /** Whether a click is only the end of a drag; asked once. */
  takesClick: () => boolean;
  stop: () => void;
}

/** Turns pointers into times: moves, resizes and new ones. `options` are those of the moment. */
export function dragGestures(options: () => DragOptions): DragGestures {
  let gesture: Gesture | null = null;
  /** The click that follows a drag is none. */
  let dragged = false;

  function move(event: PointerEvent) {
    const held = gesture;
    if (!held || event.pointerId !== held.pointerId) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
    if (!held.begun) {
      if (held.touch) {
        if (far > FINGER_SLACK) leave();
        return;
      }
      if (far < MOUSE_THRESHOLD) return;
      held.begun = true;
    }
    if (event.clientY < EDGE) window.scrollBy(0, -10);
    else if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 10);
    const next = timeAt(held, event.clientX, event.clientY);
    if (!next || (held.last && next.startMs === held.last.startMs && next.endMs === held.last.endMs)) return;
    held.last = next;
    options().onChange(next);
  }

  function end(event: PointerEvent, dropped: boolean) {
    const held = gesture;
    if (!held || event.pointerId !== held.pointerId) return;
    clearTimeout(held.timer);
    gesture = null;
    if (!held.begun) {
      if (dropped && held.from.mode === "create") options().onPress(held.from);
      return;
    }
    dragged = true;
    setTimeout(() => {
      dragged = false;
    }, 0);
    const { last, from } = held;
    if (dropped && last && (last.startMs !== from.startMs || last.endMs !== from.endMs))
      options().onDrop(last);
    else options().onChange(null);
  }

  function leave() {
    const held = gesture;
    clearTimeout(held?.timer);
    gesture = null;
    if (held?.begun) {
      dragged = true;
      options().onChange(null);
    }
  }

  /** The time the pointer stands for now; null where there is no column for it. */
  function timeAt(held: Gesture, x: number, y: number): ChosenTime | null {
    const { from } = held;
    const at = instantAt(options(), x, y, from.mode === "move" ? from.artistId : null, from);
    if (at === null) return null;
    if (from.mode === "resize") return resized(from, snap(at.ms, at.column));
    if (from.mode === "create") {
      const to = snap(at.ms, at.column);
      const [startMs, endMs] = to < from.startMs ? [to, from.startMs] : [from.startMs, to];
      return { ...from, startMs, endMs: Math.max(endMs, startMs + STEP_MS) };
    }
    const startMs = snap(at.ms - held.gripMs, at.column);
    return { ...from, startMs, endMs: startMs + (from.endMs - from.startMs) };
  }

  function down(event: PointerEvent) {
    if (event.button !== 0 || gesture || !(event.target instanceof Element)) return;
    const { columns, movable, onChange } = options();
    const columnElement = event.target.closest<HTMLElement>("[data-column]");
    const column = columns.find(({ key }) => key === columnElement?.dataset.column);
    if (!columnElement || !column) return;
    const itemElement = event.target.closest<HTMLElement>("[data-item]");
    const touch = event.pointerType === "touch";
    const at = msAt(columnElement, column, event.clientY);
    let from: ChosenTime;
    if (itemElement) {
      const item = movable(itemElement.dataset.item ?? "");
      if (!item) return;
      const resize = event.target.closest("[data-resize]") !== null;
      from = {
        mode: resize ? "resize" : "move",
        itemId: item.id,
        artistId: column.schedule.artist.id,
        startMs: item.startMs,
        endMs: item.endMs,
      };
    } else {
      const startMs = snapDown(at, column);
      from = {
        mode: "create",
        itemId: null,
        artistId: column.schedule.artist.id,
        startMs,
        endMs: startMs + STEP_MS,
      };
    }
    const held: Gesture = {
      pointerId: event.pointerId,
      touch,
      x: event.clientX,
      y: event.clientY,
      begun: false,
      from,
      gripMs: at - from.startMs,
      last: null,
      timer: undefined,
    };
    if (touch)
      held.timer = setTimeout(() => {
        if (gesture !== held) return;
        held.begun = true;
        held.last = from;
        navigator.vibrate?.(15);
        onChange(from);
      }, LONG_PRESS_MS);
    gesture = held;
  }

  return {
    down,
    move,
    up: (event) => end(event, true),
    cancel: (event) => end(event, false),
    leave() {
      if (!gesture?.begun) return false;
      leave();
      return true;
    },
    isDragging: () => gesture?.begun ?? false,
    isTouch: () => gesture?.touch ?? false,
    takesClick() {
      const was = dragged;
      dragged = false;
      return was;
    },
    stop: () => clearTimeout(gesture?.timer),
  };
}

/** The column under a point, or the nearest, and the instant there. A resize stays in the column of its start. */
function instantAt(
  { root, columns }: DragOptions,
  x: number,
  y: number,
  artistId: string | null,
  from: ChosenTime,
): { ms: number; column: BoardColumn } | null {
  let best: { element: HTMLElement; column: BoardColumn; away: number } | null = null;
  for (const element of root.current?.querySelectorAll<HTMLElement>("[data-column]") ?? []) {
    const column = columns.find(({ key }) => key === element.dataset.column);
    const { left, right, width } = element.getBoundingClientRect();
    if (!column || width === 0) continue;
    if (artistId !== null && column.schedule.artist.id !== artistId) continue;
    if (from.mode !== "move") {
      const stays = column.span.startMs <= from.startMs && from.startMs < column.span.endMs;
      if (!stays || column.schedule.artist.id !== from.artistId) continue;
    }
    const away = x < left ? left - x : x > right ? x - right : 0;
    if (!best || away < best.away) best = { element, column, away };
  }
  return best && { ms: msAt(best.element, best.column, y), column: best.column };
}

function msAt(element: HTMLElement, { span }: BoardColumn, y: number): number {
  const { top, height } = element.getBoundingClientRect();
  const share = height > 0 ? (y - top) / height : 0;
  return span.startMs + Math.min(Math.max(share, 0), 1) * (span.endMs - span.startMs);
}

/** Columns begin at a full hour of the wall clock, so steps are counted from there. */
function snap(ms: number, { span }: BoardColumn): number {
  return span.startMs + Math.round((ms - span.startMs) / STEP_MS) * STEP_MS;
}

function snapDown(ms: number, { span }: BoardColumn): number {
  return span.startMs + Math.floor((ms - span.startMs) / STEP_MS) * STEP_MS;
}
