import { parseArgs } from "node:util";
import { installWebhooks } from "#lib/calendars/install-webhooks.ts";
import { listOwnWebhooks } from "#lib/calendars/list-own-webhooks.ts";
import { removeWebhooks } from "#lib/calendars/remove-webhooks.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function webhooksInstall(args: string[]): Promise<number> {
  const { ctx, base } = prepare(args);
  const { uri, installed, replaced } = await installWebhooks(ctx, { base });
  console.log(`Nextcloud calls ${uri} for ${installed.length} kinds of calendar events now.`);
  if (replaced > 0) console.log(`${replaced} older webhooks for this address were replaced.`);
  if (isPrivate(new URL(uri).hostname))
    console.log(
      "This looks like an address of your own network; Nextcloud calls such only with: occ config:system:set allow_local_remote_servers --value=true --type=boolean",
    );
  console.log(
    "Nextcloud sends them with its background jobs, by default every five minutes. For seconds, keep a worker running there: occ background-job:worker -v 'OCA\\WebhookListeners\\BackgroundJobs\\WebhookCall'",
  );
  return 0;
}

export async function webhooksList(args: string[]): Promise<number> {
  const webhooks = await listOwnWebhooks(prepare(args).ctx);
  if (webhooks.length === 0)
    console.log("Nextcloud does not call Parlour; bin/parlour webhooks install changes that.");
  for (const { id, event, uri } of webhooks) console.log(`${id}  ${event.split("\\").at(-1)}  ${uri}`);
  return 0;
}

export async function webhooksRemove(args: string[]): Promise<number> {
  const { ctx, base } = prepare(args);
  const { uri, removed } = await removeWebhooks(ctx, { base });
  console.log(`${removed} webhooks for ${uri} were removed.`);
  return 0;
}

function prepare(args: string[]) {
  const { values } = parseArgs({ args, options: { url: { type: "string" } } });
  prepareEnvironment();
  return { ctx: commandContext(), base: values.url };
}

/** Addresses that Nextcloud does not call unless it is told that it may. */
function isPrivate(host: string): boolean {
  return /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[(::1|f[cd]))|\.(local|internal|lan)$/i.test(
    host,
  );
}
