import { z } from "zod";

/** What ecoDMS answers (documentation of its API, 24.02). Attributes the archive hides are absent. */

const text = z.string().nullish();
const id = z.union([z.string(), z.number()]).transform(String);

export const rawDocument = z.object({
  docId: z.number().int().positive(),
  clDocId: z.number().int(),
  classifyAttributes: z.record(z.string(), text),
  editRoles: z.array(z.string()).nullish(),
  readRoles: z.array(z.string()).nullish(),
});
export const rawDocuments = z.array(rawDocument);
export type RawDocument = z.infer<typeof rawDocument>;

export const rawVersions = z.array(z.object({ id: z.number().int(), date: text, file: text }));
export type RawVersion = z.infer<typeof rawVersions>[number];

export const rawFolders = z.array(z.object({ oId: id, foldername: z.string() }));
export const rawNamed = z.array(z.object({ id, name: z.string() }));
export const rawAttributes = z.record(z.string(), z.string());
export const rawArchives = z.record(z.string(), z.string());
/** Of an upload, a classification: the id, as JSON or as the whole text. */
export const rawId = z.coerce.number().int().positive();
