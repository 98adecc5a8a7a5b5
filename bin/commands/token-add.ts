import { parseArgs } from "node:util";
import { addApiToken } from "#lib/auth/add-api-token.ts";
import { isScope, SCOPES } from "#lib/auth/scopes.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function tokenAdd(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { user: { type: "string" }, scopes: { type: "string" } },
  });
  const [name] = positionals;
  if (!name || !values.user) {
    console.error("Usage: bin/parlour token add NAME --user EMAIL [--scopes SCOPE,SCOPE]");
    return 2;
  }
  const named = values.scopes?.split(",").map((scope) => scope.trim()) ?? null;
  const scopes = named?.filter(isScope) ?? null;
  if (scopes?.length === 0 || scopes?.length !== named?.length) {
    console.error(`The scopes are: ${SCOPES.join(", ")}`);
    return 2;
  }
  prepareEnvironment();
  console.log(await addApiToken(commandContext(), { name, email: values.user, scopes }));
  return 0;
}
