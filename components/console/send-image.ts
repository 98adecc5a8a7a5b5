import { ApiProblem, readProblem } from "./api.ts";

/** Sends an image as it is (the raw bytes are the body). @throws ApiProblem and nothing else. */
export async function sendImage(path: string, file: Blob): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path, { method: "PUT", headers: { "content-type": file.type }, body: file });
  } catch {
    throw new ApiProblem({ code: "offline", status: 0, detail: "" });
  }
  if (!response.ok) throw await readProblem(response);
}

/** An image of ours as it is now, so that removing it can be undone; null where it cannot be had. */
export async function readImage(url: string): Promise<Blob | null> {
  const response = await fetch(url).catch(() => null);
  return response?.ok ? await response.blob() : null;
}
