import { z } from "zod";
import { plainText } from "#lib/core/plain-text.ts";
import { parseJson } from "./parse-json.ts";

export interface OcsEnvelope {
  statuscode: number;
  /** One plain line; empty where the server says nothing. */
  message: string;
  /** Undefined where the envelope came as XML, which only failures do. */
  data: unknown;
}

const schema = z.object({
  ocs: z.object({
    meta: z.object({ statuscode: z.number().int(), message: z.string().nullish() }),
    data: z.unknown(),
  }),
});
const MESSAGE_LENGTH = 200;

/**
 * Reads the envelope of an OCS answer. Failures come as XML even where JSON was asked for (bad credentials, unknown
 * routes, maintenance). Null: the text is no OCS answer.
 */
export function readOcsEnvelope(text: string): OcsEnvelope | null {
  const start = text.trimStart().slice(0, 5);
  if (start.startsWith("<?xml") || start === "<ocs>") return readXml(text.slice(0, 20_000));
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { meta, data } = parsed.data.ocs;
  return { statuscode: meta.statuscode, message: plainText(meta.message ?? "", MESSAGE_LENGTH), data };
}

function readXml(text: string): OcsEnvelope | null {
  const statuscode = /<ocs>[\s\S]{0,2000}?<statuscode>(\d{3})<\/statuscode>/.exec(text)?.[1];
  if (statuscode === undefined) return null;
  const message = /<message>([^<]*)</.exec(text)?.[1] ?? "";
  return { statuscode: Number(statuscode), message: plainText(message, MESSAGE_LENGTH), data: undefined };
}
