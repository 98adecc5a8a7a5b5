import type { BinaryBody } from "../endpoint.ts";

/** A picture as the whole body. What it is is read from its bytes, whatever the header says. */
export const pictureBody: BinaryBody = {
  types: ["image/png", "image/jpeg", "image/webp"],
  maximumBytes: 5 * 1024 * 1024,
};
