import { UpstreamError } from "#lib/core/errors.ts";

/** What a call to a system outside is refused with. @throws Error where it is not, or with something else */
export async function refusalOf(work: Promise<unknown>): Promise<UpstreamError> {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof UpstreamError) return error;
  throw new Error(`Not refused as it should be: ${String(error)}`);
}
