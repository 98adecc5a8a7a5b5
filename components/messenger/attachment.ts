/** As much as the API takes in one file, bytes. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** Why a file cannot be sent, so that nobody waits for it to be refused; null where it can. */
export function refuseAttachment(file: { size: number }): "too_large" | "empty" | null {
  if (file.size > MOST_BYTES) return "too_large";
  return file.size === 0 ? "empty" : null;
}

/** A form with one file (RFC 7578) as one body whose size is known, so that progress can be told; nothing is copied. */
export function multipartBody(
  parts: { roomId: string; file: File; body?: string; clientId: string },
  boundary: string,
): { blob: Blob; contentType: string } {
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const { roomId, file, body, clientId } = parts;
  const head =
    field("room_id", roomId) +
    field("client_id", clientId) +
    (body ? field("body", body) : "") +
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\n` +
    `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : "application/octet-stream"}\r\n\r\n`;
  return {
    blob: new Blob([head, file, `\r\n--${boundary}--\r\n`]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** As browsers write names (HTML, multipart/form-data encoding algorithm). */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
