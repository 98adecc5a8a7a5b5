/** The media type of a file's name, of the kinds a studio has; null for any other extension, and without one. */
export function typeOfName(name: string): string | null {
  const extension = extensionOf(name);
  return extension !== null && Object.hasOwn(TYPES, extension) ? (TYPES[extension] ?? null) : null;
}

/** Lower case, without the dot; null where the name has none. */
export function extensionOf(name: string): string | null {
  return /[^.]\.([^.\s]{1,16})$/u.exec(name)?.[1]?.toLowerCase() ?? null;
}

const TYPES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  jpe: "image/jpeg",
  jfif: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  bmp: "image/bmp",
  heic: "image/heic",
  heif: "image/heif",
  tif: "image/tiff",
  tiff: "image/tiff",
  svg: "image/svg+xml",
  psd: "image/vnd.adobe.photoshop",
  pdf: "application/pdf",
  mp4: "video/mp4",
  m4v: "video/mp4",
  webm: "video/webm",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  aac: "audio/aac",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
  wav: "audio/wav",
  flac: "audio/flac",
  txt: "text/plain",
  log: "text/plain",
  md: "text/plain",
  csv: "text/plain",
  html: "text/html",
  htm: "text/html",
  xml: "text/xml",
  zip: "application/zip",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
};
