/** Who could take a time, as a bit for each of a known list: a page of a thousand times stays small. */
export function whoBits(known: readonly string[], ids: readonly string[]): number {
  return ids.reduce((bits, id) => {
    const index = known.indexOf(id);
    return index < 0 || index > 30 ? bits : bits | (1 << index);
  }, 0);
}

/** The reverse: those of the list whose bit is set, in its order. */
export function whoOf<One>(known: readonly One[], bits: number): One[] {
  return known.filter((_, index) => index <= 30 && (bits & (1 << index)) !== 0);
}
