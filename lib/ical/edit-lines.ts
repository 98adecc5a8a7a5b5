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
    while (index < this.lines.length) {
      const edit = this.edits.get(index);
      for (const line of edit?.insert ?? []) pieces.push(line, newLine);
      if (edit && edit.remove > 0) {
        index += edit.remove;
        continue;
      }
      pieces.push(this.lines[index] ?? "", this.ends[index] ?? "");
      index++;
    }
    return pieces.join("");
  }
}
