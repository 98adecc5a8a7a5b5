import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";
import { freePort } from "#tests/contract/free-port.ts";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header lines, unfolded. */
  headers: string[];
  /** The text as it is read, lines ended by `\n`. */
  body: string;
  html: string;
  /** As it came. */
  raw: string;
  /** Everything a mail program finds in it. */
  parsed: Email;
}

export interface MailServer {
  url: string;
  mails: ReceivedMail[];
  /** How many clients there were at once, at most. */
  mostAtOnce: number;
  /** Takes the server off its port, as in an outage. */
  stop(): Promise<void>;
  /** Listens on the same port again. */
  start(): Promise<void>;
}

/** A real SMTP server of the running test's own; `refuse` makes it answer 550 to every reader. */
export async function startMailServer(options: { refuse?: boolean } = {}): Promise<MailServer> {
  // One that nobody else is given during an outage.
  const port = await freePort();
  let current = await listen(port);
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await new Promise<void>((resolve) => current.close(() => resolve()));
  };
  onTestFinished(stop);
  const running: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails: [],
    mostAtOnce: 0,
    stop,
    start: async () => {
      current = await listen(port);
      isStopped = false;
    },
  };
  return running;

  function listen(on: number): Promise<SMTPServer> {
    let connected = 0;
    const server = new SMTPServer({
      disabledCommands: ["STARTTLS", "AUTH"],
      onConnect: (_session, done) => {
        connected += 1;
        running.mostAtOnce = Math.max(running.mostAtOnce, connected);
        done();
      },
      onClose: () => {
        connected -= 1;
      },
      onRcptTo: (_address, _session, done) => done(options.refuse ? new Error("no such mailbox") : null),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = {
            from: mailFrom === false ? "" : mailFrom.address,
            to: rcptTo.map((reader) => reader.address),
          };
          received(Buffer.concat(chunks), envelope).then((mail) => {
            running.mails.push(mail);
            done();
          }, done);
        });
      },
    });
    return new Promise((resolve, reject) => {
      // Once it listens this settles nothing any more: a client that was killed in mid-session resets the connection.
      server.on("error", reject);
      server.listen(on, "127.0.0.1", () => resolve(server));
    });
  }
}

async function received(bytes: Buffer, envelope: { from: string; to: string[] }): Promise<ReceivedMail> {
  const raw = bytes.toString("utf8");
  const parsed = await PostalMime.parse(bytes, { attachmentEncoding: "utf8" });
  const headers = raw
    .slice(0, raw.indexOf("\r\n\r\n"))
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const body = (parsed.text ?? "").replaceAll("\r\n", "\n");
  return { ...envelope, headers, body, html: parsed.html ?? "", raw, parsed };
}

/** A header's value with its encoded words (RFC 2047) decoded. */
export function headerOf(mail: ReceivedMail | undefined, name: string): string {
  const line =
    mail?.headers.find((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? "";
  return line
    .slice(name.length + 1)
    .trim()
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(text, "base64").toString("utf8")
        : fromQuotedPrintable(text.replaceAll("_", " ")),
    );
}

function fromQuotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
