import { availabilityTriggers } from "./availability-triggers.ts";

/**
 * The promise "no double booking" kept by the database itself: two active appointments of one artist never
 * overlap, their buffers included. An appointment that Nextcloud moved onto another is marked `conflict` and
 * exempt; it still blocks whoever comes after it. Recreated after every migration, because a table that is
 * rebuilt loses its triggers.
 */
const active = (row: string) => `${row}.status IN ('PENDING', 'CONFIRMED', 'HELD')`;

const refuseOverlap = `
  SELECT RAISE(ABORT, 'slot_taken') WHERE EXISTS (
    SELECT 1 FROM appointments AS other
    WHERE other.artist_id = NEW.artist_id
      AND other.id <> NEW.id
      AND ${active("other")}
      AND other.block_end_ms > NEW.block_start_ms
      AND other.block_start_ms < NEW.block_end_ms
  );`;

export const triggers = [
  "DROP TRIGGER IF EXISTS appointments_no_overlap_insert",
  `CREATE TRIGGER appointments_no_overlap_insert BEFORE INSERT ON appointments
   WHEN ${active("NEW")} AND NEW.conflict = 0
   BEGIN ${refuseOverlap} END`,
  "DROP TRIGGER IF EXISTS appointments_no_overlap_update",
  `CREATE TRIGGER appointments_no_overlap_update BEFORE UPDATE ON appointments
   WHEN ${active("NEW")} AND NEW.conflict = 0 AND (
     NOT (${active("OLD")}) OR OLD.conflict = 1
     OR OLD.artist_id <> NEW.artist_id
     OR OLD.block_start_ms <> NEW.block_start_ms OR OLD.block_end_ms <> NEW.block_end_ms
   )
   BEGIN ${refuseOverlap} END`,
  ...availabilityTriggers,
];

/** True for the refusal raised by the triggers. */
export function isOverlapRefusal(error: unknown): boolean {
  return error instanceof Error && error.message === "slot_taken";
}
