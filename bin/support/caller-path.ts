import path from "node:path";

/** A path from the command line, as its caller means it: the entry points change into Parlour's own folder. */
export function callerPath(written: string): string {
  return path.resolve(process.env.PARLOUR_CALLER_DIRECTORY ?? ".", written);
}
