import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { selfSignedCertificate } from "./self-signed.ts";

/** Listens on loopback until the running test is over. @returns the port. */
async function listen(
  server: Pick<Server, "listen" | "address" | "close" | "closeAllConnections">,
): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

/** A machine that is not the studio's Nextcloud. It notes what it is asked, and with which credentials. */
export async function startStranger(): Promise<{
  url: string;
  asked: { path: string; authorization?: string }[];
}> {
  const asked: { path: string; authorization?: string }[] = [];
  const port = await listen(
    createServer((request, response) => {
      asked.push({ path: request.url ?? "", authorization: request.headers.authorization });
      response.end("hello");
    }),
  );
  return { url: `http://127.0.0.1:${port}`, asked };
}

/** A server whose certificate nobody vouches for. */
export async function startUntrusted(): Promise<string> {
  const server = createSecureServer(selfSignedCertificate(), (_request, response) => response.end());
  return `https://localhost:${await listen(server)}`;
}

/** An address at which nothing listens, and nobody else can meanwhile: a client holds its port until the test is over. */
export async function closedAddress(): Promise<string> {
  const client = connect(await listen(createServer()), "127.0.0.1");
  client.on("error", () => undefined);
  onTestFinished(() => void client.destroy());
  await once(client, "connect");
  return `http://127.0.0.1:${client.localPort}`;
}

export interface Middleman {
  url: string;
  /** Cuts the connection in the middle of the answer. */
  cut: boolean;
}

/**
 * Stands before a cloud as a web server does that has it under a subpath: what is outside is not there, and addresses
 * in the answers carry the subpath.
 */
export async function startMiddleman(target: () => number, subpath = ""): Promise<Middleman> {
  const inner = "/remote.php/";
  const outer = `${subpath}${inner}`;
  const server = createServer(async (request, response) => {
    const url = request.url ?? "";
    if (!url.startsWith(`${subpath}/`)) {
      response.writeHead(404, { "Content-Type": "text/html" }).end("<html>Not here</html>");
      return;
    }
    const sent = (await buffer(request)).toString("utf8").replaceAll(outer, inner);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (
        typeof value === "string" &&
        !/^(host|connection|content-length|accept-encoding|transfer-encoding)$/.test(name)
      )
        headers.set(name, value);
    const answer = await fetch(`http://127.0.0.1:${target()}${url.slice(subpath.length)}`, {
      method: request.method,
      headers,
      redirect: "manual",
      ...(sent === "" ? {} : { body: sent }),
    });
    const text = (await answer.text()).replaceAll(inner, outer);
    const given = Object.fromEntries(
      [...answer.headers].filter(
        ([name]) => !/^(content-length|content-encoding|transfer-encoding|connection|keep-alive)$/.test(name),
      ),
    );
    if (given.location) given.location = given.location.replace(inner, outer);
    const body = Buffer.from(text);
    if (!middleman.cut || body.byteLength > 0)
      response.writeHead(answer.status, { ...given, "Content-Length": body.byteLength });
    if (!middleman.cut) response.end(body);
    else if (body.byteLength === 0) response.destroy();
    else response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => response.destroy());
  });
  const middleman: Middleman = { url: `http://127.0.0.1:${await listen(server)}${subpath}`, cut: false };
  return middleman;
}
