interface Note {
  id: string;
  createdAt: number;
}

/** The notes there are, and those being changed here although somebody else has deleted them; the newest first. */
export function withEdited<T extends Note>(notes: readonly T[], edited: readonly T[]): T[] {
  const gone = edited.filter(({ id }) => !notes.some((note) => note.id === id));
  if (gone.length === 0) return [...notes];
  return [...notes, ...gone].sort((a, b) => b.createdAt - a.createdAt);
}
