/** An upload in pieces that is under way. */
export interface UploadView {
  id: string;
  /** Where it shall stand, relative to the base folder. */
  path: string;
  size: number;
  chunkBytes: number;
  /** Numbers of the chunks that have arrived, in order. */
  chunks: number[];
  receivedBytes: number;
  /** Epoch milliseconds. */
  expiresAt: number;
}
