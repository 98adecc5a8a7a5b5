import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header lines, unfolded, and the body as sent. */
  headers: string[];
  body: string;
}

export interface MailServer {
  url: string;
  mails: ReceivedMail[];
}

/** A real SMTP server of the running test's own; `refuse` makes it answer 550 to every reader. */
export async function startMailServer(options: { refuse?: boolean } = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: (_address, _session, done) => done(options.refuse ? new Error("no such mailbox") : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          ...split(Buffer.concat(chunks).toString("utf8")),
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map((reader) => reader.address),
        });
        done();
      });
    },
  });
  // A client that was killed in mid-session resets the connection.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address: AddressInfo | string | null = server.server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return { url: `smtp://127.0.0.1:${address.port}`, mails };
}

function split(message: string): Pick<ReceivedMail, "headers" | "body"> {
  const end = message.indexOf("\r\n\r\n");
  const headers = message
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const raw = message.slice(end + 4);
  const encoding = headers.find((line) => /^content-transfer-encoding:/i.test(line)) ?? "";
  if (/base64/i.test(encoding)) return { headers, body: Buffer.from(raw, "base64").toString("utf8") };
  return { headers, body: /quoted-printable/i.test(encoding) ? fromQuotedPrintable(raw) : raw };
}

function fromQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
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
