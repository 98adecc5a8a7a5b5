import type { AddressedEvent } from "#db/queries/read-events.ts";

/** Events one after the other that the same people hear: what is said in open rooms of one tenant, `mostBytes` at a time. */
export function* runsOf(
  found: readonly AddressedEvent[],
  mostBytes: number,
): Generator<[AddressedEvent, ...AddressedEvent[]]> {
  let run: [AddressedEvent, ...AddressedEvent[]] | undefined;
  let bytes = 0;
  for (const event of found) {
    const goesOn =
      run?.[0].tenantId === event.tenantId && isForAll(run[0]) && isForAll(event) && bytes < mostBytes;
    if (run && goesOn) run.push(event);
    else {
      if (run) yield run;
      run = [event];
      bytes = 0;
    }
    bytes += event.data.length;
  }
  if (run) yield run;
}

function isForAll({ userId, isOpenRoom }: AddressedEvent): boolean {
  return userId === null && isOpenRoom === 1;
}
