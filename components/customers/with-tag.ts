/** Tags with one more; what is there already in whatever case stays as it is. */
export function withTag(tags: readonly string[], typed: string): string[] {
  const tag = typed.trim().replace(/\s+/g, " ");
  const same = (one: string) => one.toLocaleLowerCase() === tag.toLocaleLowerCase();
  return tag === "" || tags.some(same) ? [...tags] : [...tags, tag];
}
