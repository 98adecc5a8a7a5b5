/** A picture that never changes under its address; 304 for whoever has it already. */
export function pictureResponse(
  request: Request,
  picture: { id: string; mimeType: string; bytes: Uint8Array },
): Response {
  const etag = `"${picture.id}"`;
  const headers = { ETag: etag, "Cache-Control": "public, max-age=31536000, immutable" };
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  // Compared weakly (RFC 9110, 13.1.2): a proxy that compresses marks the tag so.
  if (known.some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag))
    return new Response(null, { status: 304, headers });
  // A copy: what the database answered may lie in memory that is used again.
  return new Response(Uint8Array.from(picture.bytes), {
    headers: { ...headers, "Content-Type": picture.mimeType, "Content-Length": String(picture.bytes.length) },
  });
}
