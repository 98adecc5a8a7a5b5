/** Where a page of the log ends, as `next` of its answer writes it: `<createdAt>.<id>`; null for anything else. */
export function logPlace(written: string): { createdAt: number; id: string } | null {
  const [, at, id] = /^(\d{1,15})\.(\w{1,64})$/.exec(written) ?? [];
  return at === undefined || id === undefined ? null : { createdAt: Number(at), id };
}
