/** A text as physical lines, each with what ended it, so that what is not edited stays as it was, byte by byte. */
export class EditableLines {
  private readonly lines: string[];
  private readonly ends: string[];
  private readonly edits = new Map<number, { remove: number; insert: string[] }>();

  constructor(text: string) {
    const pieces = text.split(/(\r\n|\n|\r)/);
    this.lines = pieces.filter((_, index) => index % 2 === 0);
    this.ends = pieces.filter((_, index) => index % 2 === 1);
  }

  /** Puts lines in the place of those from `first` up to `end`, or before `first` when both are the same. */
  replace(first: number, end: number, lines: string[]): void {
    const known = this.edits.get(first);
    this.edits.set(first, {
      remove: Math.max(known?.remove ?? 0, end - first),
      insert: [...(known?.insert ?? []), ...lines],
    });
  }

  /** The text with every edit made. */
  toText(): string {
    const newLine = this.ends[0] ?? "\r\n";
    const pieces: string[] = [];
    let index = 0;
    const insertAt = (at: number) => {
      for (const line of this.edits.get(at)?.insert ?? []) pieces.push(line, newLine);
    };
    while (index < this.lines.length) {
      const remove = this.edits.get(index)?.remove ?? 0;
      insertAt(index);
      if (remove > 0) {
        // What was to stand before one of the lines that go is kept.
        for (let gone = 1; gone < remove; gone++) insertAt(index + gone);
        index += remove;
        continue;
      }
      pieces.push(this.lines[index] ?? "", this.ends[index] ?? "");
      index++;
    }
    return pieces.join("");
  }
}
