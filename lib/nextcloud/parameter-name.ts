import { z } from "zod";

const text = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);
const named = z.object({ name: text, id: text });

/**
 * What a placeholder (`{key}`) of a Talk message stands for, as a name: of a person, a conversation, a file, an object.
 * Undefined where the parameters, an object or PHP's empty list, do not know it: people may type braces themselves.
 * https://nextcloud-talk.readthedocs.io/en/latest/chat/
 */
export function parameterName(parameters: unknown, key: string): string | undefined {
  if (typeof parameters !== "object" || parameters === null || !Object.hasOwn(parameters, key))
    return undefined;
  const { name, id } = named.safeParse(Reflect.get(parameters, key)).data ?? {};
  return name ?? id;
}
