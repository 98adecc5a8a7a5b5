/** A small picture of somebody's file: kept nowhere; what it may do is said by lib/http/security-headers.ts. */
export function thumbnailResponse(bytes: Buffer): Response {
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Type": "image/webp",
      "Content-Length": String(bytes.length),
    },
  });
}
