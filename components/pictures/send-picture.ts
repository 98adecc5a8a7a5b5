import type { KeptPicture } from "./kept-picture.ts";

export type SentPicture = { kept: KeptPicture } | { refusal: string };

/** Sends one picture, telling how much of it has gone (0 to 1). Never fails: what went wrong is a refusal's key. */
export function sendPicture(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<SentPicture> {
  return new Promise((resolve) => {
    // Not fetch, which says nothing of what has gone.
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("picture", file);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(answered(request.status, request.responseText));
    request.onerror = () => resolve({ refusal: "offline" });
    request.onabort = () => resolve({ refusal: "offline" });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", "/api/pictures");
    request.send(form);
  });
}

function answered(status: number, text: string): SentPicture {
  const answer = readJson(text);
  const first = answer.pictures?.[0];
  if (status === 201 && first) return { kept: first };
  return { refusal: answer.errors?.picture?.[0] ?? (status === 429 ? "rate_limited" : "failed") };
}

interface Answer {
  pictures?: KeptPicture[];
  errors?: { picture?: string[] };
}

/** Our own server's answer, or that of something in between. */
function readJson(text: string): Answer {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
