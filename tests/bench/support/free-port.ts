import { createServer } from "node:net";

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(0, () => {
    const address = server.address();
    server.close(() =>
      typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
    );
  });
  return promise;
}
