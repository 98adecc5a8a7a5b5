/** As much as the API takes in one message, bytes of UTF-8. */
const MOST = 16 * 1024;

/** Whether the API would refuse the words for their length. */
export function isTooLong(words: string): boolean {
  // No letter takes more than three bytes for each of its units.
  return words.length * 3 > MOST && new TextEncoder().encode(words).byteLength > MOST;
}
