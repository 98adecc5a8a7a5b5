import { SMTPServer } from "smtp-server";
import type { MailStore } from "./mail-store.ts";

/** No mail of a studio is larger. Bytes. */
const LARGEST = 25_000_000;

export interface MailReceiver {
  port: number;
  close(): Promise<void>;
}

/**
 * A mail server that takes everything and passes nothing on: what comes is in the store. On `port` of the loopback, or
 * on any free one when somebody has that already.
 */
export async function startMailReceiver(
  store: MailStore,
  options: { port: number; now: () => number },
): Promise<MailReceiver> {
  const server = await listen(store, options.port, options.now).catch(async (error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    return listen(store, 0, options.now);
  });
  const address = server.server.address();
  if (typeof address !== "object" || address === null) throw new Error("the mail server has no port");
  return {
    port: address.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(store: MailStore, port: number, now: () => number): Promise<SMTPServer> {
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    size: LARGEST,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on("end", () => {
        if (stream.sizeExceeded) return done(new Error("the message is too large"));
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        const to = rcptTo.map((reader) => reader.address);
        store.add(Buffer.concat(chunks), { at: now(), from, to }).then(() => done(), done);
      });
    },
  });
  return new Promise((resolve, reject) => {
    // Once it listens this settles nothing any more: a client that was killed in mid-session resets the connection.
    server.on("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
