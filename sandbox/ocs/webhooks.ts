import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const registration = z.object({
  id: z.number(),
  appId: z.null(),
  userId: z.string(),
  httpMethod: z.string(),
  uri: z.string(),
  event: z.string(),
  eventFilter: z.array(z.unknown()).or(z.record(z.string(), z.unknown())),
  userIdFilter: z.string(),
  headers: z.record(z.string(), z.string()).nullable(),
  authMethod: z.enum(["none", "header"]),
  authData: z.record(z.string(), z.string()).nullable(),
});

/** A webhook as `webhook_listeners` keeps and answers it. */
export type Webhook = z.infer<typeof registration>;

/** The webhooks of one cloud, kept in `webhooks.json`. */
export type Webhooks = {
  list(uri?: string): Webhook[];
  add(webhook: Omit<Webhook, "id" | "appId">): Webhook;
  remove(id: number): boolean;
};

/** Opens (or starts) the webhooks of a data directory. Throws on a file it cannot read. */
export function openWebhooks(dataDir: string): Webhooks {
  const file = join(dataDir, "webhooks.json");
  let webhooks = existsSync(file) ? z.array(registration).parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  let lastId = Math.max(0, ...webhooks.map(({ id }) => id));
  const save = () => writeFileSync(file, JSON.stringify(webhooks));
  return {
    list: (uri) => webhooks.filter((webhook) => uri === undefined || webhook.uri === uri),
    add(webhook) {
      lastId += 1;
      const added: Webhook = { id: lastId, appId: null, ...webhook };
      webhooks.push(added);
      save();
      return added;
    },
    remove(id) {
      const left = webhooks.filter((webhook) => webhook.id !== id);
      const removed = left.length < webhooks.length;
      webhooks = left;
      save();
      return removed;
    },
  };
}
