/** JSON with a line a field; what is no JSON as it is. */
export function prettyJson(written: string): string {
  try {
    return JSON.stringify(JSON.parse(written), null, 2);
  } catch {
    return written;
  }
}
