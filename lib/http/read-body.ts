import { AppError } from "#lib/core/errors.ts";

export const MAX_BODY_BYTES = 256 * 1024;
/** Of a form, empty ones included; ours have a tenth of it. */
const MOST_FIELDS = 500;

/** `form` bodies come from plain HTML forms and are answered with 303. */
export type RequestBody = { kind: "json"; value: unknown } | { kind: "form"; value: FormFields };

export type FormFields = Record<string, string | string[]>;

/**
 * The body of a request, JSON or urlencoded, 256 kB at most. Repeated form fields become lists, empty ones are absent.
 * @throws AppError `too_large`, `invalid_input`
 */
export async function readBody(request: Request): Promise<RequestBody> {
  const text = await readText(request);
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-www-form-urlencoded")
    return { kind: "form", value: formFields([...new URLSearchParams(text)]) };
  if (type !== "application/json") throw new AppError("invalid_input", "Send application/json.");
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    throw new AppError("invalid_input", "The body is not JSON.");
  }
}

async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request, MAX_BODY_BYTES);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("invalid_input", "The body is not UTF-8.");
  }
}

/** The body of a request as it is. @throws AppError `too_large` as soon as it is over `maximum` bytes */
export async function readBytes(request: Request, maximum: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maximum) throw tooLarge(maximum);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maximum) throw tooLarge(maximum);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maximum: number): AppError {
  const kilobytes = maximum / 1024;
  const size = kilobytes < 1024 ? `${kilobytes} kB` : `${kilobytes / 1024} MB`;
  return new AppError("too_large", `The request is larger than ${size}.`);
}

/**
 * Fields of a form by name, in their order: repeated ones become lists, empty ones are absent.
 * @throws AppError `too_large` for more than 500
 */
export function formFields(pairs: readonly (readonly [string, string])[]): FormFields {
  if (pairs.length > MOST_FIELDS)
    throw new AppError("too_large", `The form has more than ${MOST_FIELDS} fields.`);
  const lists = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const list = lists.get(name);
    if (value === "") continue;
    if (list) list.push(value);
    else lists.set(name, [value]);
  }
  const fields = [...lists].map(([name, values]): [string, string | string[]] => [
    name,
    values.length === 1 ? (values[0] ?? "") : values,
  ]);
  // Not by assignment: a field named __proto__ would change what the object is.
  return Object.fromEntries(fields);
}

/** A form's fields as it shows them again: what came repeatedly is one text with spaces between. */
export function textOf(fields: FormFields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.join(" ") : value]),
  );
}
