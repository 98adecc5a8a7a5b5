import { count, fields, list, text, textOrNull } from "#components/console/json-fields.ts";

export const mergeFields = ["name", "email", "phone"] as const;
export type MergeField = (typeof mergeFields)[number];
export type MergeTake = Partial<Record<MergeField, "kept" | "other">>;

/** What a merge would do, as GET …/merge?with= tells it. */
export interface MergePreview {
  kept: Record<MergeField, string>;
  other: Record<MergeField, string>;
  tags: string[];
  moves: { appointments: number; notes: number; media: number };
  /** The other's folder, where both have one: it stays where it is. */
  otherFolder: string | null;
}

/** Null for an answer that is none. */
export function readMergePreview(answer: unknown): MergePreview | null {
  const preview = fields(fields(answer).preview);
  const side = (value: unknown): Record<MergeField, string> => {
    const { name, email, phone } = fields(value);
    return { name: text(name), email: text(email), phone: text(phone) };
  };
  const [kept, other] = [side(preview.kept), side(preview.other)];
  if (kept.name === "" || other.name === "") return null;
  const moves = fields(preview.moves);
  return {
    kept,
    other,
    tags: list(fields(preview.result).tags).map(text).filter(Boolean),
    moves: {
      appointments: count(moves.appointments),
      notes: count(moves.notes),
      media: count(moves.media),
    },
    otherFolder: textOrNull(preview.other_folder),
  };
}

/** The fields where both say something, and not the same. */
export function differingFields({ kept, other }: MergePreview): MergeField[] {
  return mergeFields.filter(
    (field) => kept[field] !== "" && other[field] !== "" && kept[field] !== other[field],
  );
}
