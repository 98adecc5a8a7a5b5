/** From so many bytes on a file goes in pieces, so that nothing on the way has to take it in one. */
export const CHUNKED_FROM_BYTES = 100_000_000;

/** Nextcloud takes ten thousand pieces of a file, of 5 MB at least but for the last. */
export const MOST_PIECES = 9000;
