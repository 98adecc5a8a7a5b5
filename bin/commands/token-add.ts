import { parseArgs } from "node:util";
import { addApiToken } from "#lib/auth/add-api-token.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function tokenAdd(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { user: { type: "string" } },
  });
  const [name] = positionals;
  if (!name || !values.user) {
    console.error("Usage: bin/parlour token add NAME --user EMAIL");
    return 2;
  }
  prepareEnvironment();
  console.log(await addApiToken(commandContext(), { name, email: values.user }));
  return 0;
}
