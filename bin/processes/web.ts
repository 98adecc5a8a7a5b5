import { parseArgs } from "node:util";
import { prepareEnvironment } from "../support/environment.ts";
import { serveWeb } from "../support/serve-web.ts";

/** The web process of bin/start and bin/demo. */
const { values } = parseArgs({
  options: { port: { type: "string", default: "3000" }, host: { type: "string" } },
});
prepareEnvironment();
const server = await serveWeb({ port: Number(values.port), host: values.host }).catch(
  (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === "EADDRINUSE"
        ? `Port ${values.port} is in use; choose another with --port.`
        : error.message;
    console.error(reason);
    process.exit(1);
  },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
