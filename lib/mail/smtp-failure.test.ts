import { createServer, type Server, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { sendMail } from "./send-mail.ts";

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** An SMTP server that says yes to everything but what `answers` names by the beginning of the command. */
function startServer(answers: Record<string, string>): Promise<number> {
  const answerTo = (command: string) => {
    const named = Object.keys(answers).find((start) => command.toUpperCase().startsWith(start));
    if (named !== undefined) return answers[named];
    if (/^EHLO/i.test(command)) return "250-here\r\n250 AUTH PLAIN";
    if (/^DATA/i.test(command)) return "354 go on";
    return /^QUIT/i.test(command) ? "221 bye" : "250 fine";
  };
  const serve = (socket: Socket) => {
    let inMessage = false;
    let rest = "";
    socket.write(`${answers.GREETING ?? "220 here"}\r\n`);
    socket.on("error", () => socket.destroy());
    socket.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (inMessage && line !== ".") continue;
        const command = inMessage ? "END" : line;
        const answer = answerTo(command);
        inMessage = /^354/.test(answer ?? "");
        socket.write(`${answer}\r\n`);
      }
    });
  };
  return listen(createServer(serve));
}

async function failureOf(url: string, to = ["lena@example.org"]): Promise<UpstreamError> {
  const env = testEnvironment("file:unused", { SMTP_URL: url });
  const mail = { rowId: "mail:a:1:requested:customer", to, subject: "x", text: "y" };
  const failure = await sendMail({ env }, mail).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof UpstreamError)) throw new Error(`no UpstreamError: ${failure}`);
  expect(failure.service).toBe("mail");
  return failure;
}

describe("what a mail server answers", () => {
  test.each<[string, Record<string, string>, object, string]>([
    [
      "no such reader",
      { "RCPT TO": "550 no such mailbox" },
      { kind: "rejected", retryable: false },
      "550 no such mailbox",
    ],
    [
      "a message it does not want",
      { END: "554 5.7.1 spam" },
      { kind: "rejected", retryable: false },
      "554 5.7.1 spam",
    ],
    ["DATA refused", { DATA: "554 no" }, { kind: "rejected", retryable: false }, "554 no"],
    [
      "a reader to be tried later",
      { "RCPT TO": "450 greylisted" },
      { kind: "rejected", retryable: true },
      "450 greylisted",
    ],
    [
      "a message to be tried later",
      { END: "451 try again" },
      { kind: "rejected", retryable: true },
      "451 try again",
    ],
    ["too much to do", { GREETING: "421 too busy" }, { kind: "rejected", retryable: true }, "421 too busy"],
    ["no service for us", { GREETING: "554 not you" }, { kind: "rejected", retryable: true }, "554 not you"],
    [
      "a sender it does not take",
      { "MAIL FROM": "553 not yours" },
      { kind: "rejected", retryable: true },
      "553 not yours",
    ],
    [
      "a sign-in it wants first",
      { "MAIL FROM": "530 sign in" },
      { kind: "auth", retryable: false },
      "530 sign in",
    ],
  ])("%s", async (_name, answers, expected, said) => {
    const failure = await failureOf(`smtp://127.0.0.1:${await startServer(answers)}`);
    expect(failure).toMatchObject(expected);
    expect(failure.message).toContain("127.0.0.1");
    expect(failure.message).toContain(said);
  });

  test("a wrong password, which is not repeated to anybody", async () => {
    const port = await startServer({ AUTH: "535 wrong" });
    const failure = await failureOf(`smtp://desk:open-sesame@127.0.0.1:${port}`);
    expect(failure).toMatchObject({ kind: "auth", reason: "credentials" });
    expect(failure.message).not.toContain("sesame");
  });

  test("a reader that is no address, before anything is sent", async () => {
    const failure = await failureOf(`smtp://127.0.0.1:${await startServer({})}`, [""]);
    expect(failure).toMatchObject({ kind: "rejected", retryable: false });
  });
});

describe("a mail server that is not there", () => {
  test("refuses connections", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await failureOf(`smtp://127.0.0.1:${port}`)).toMatchObject({
      kind: "network",
      reason: "refused",
      retryable: true,
    });
  });

  test("has no address", async () => {
    expect(await failureOf("smtp://mail.invalid:25")).toMatchObject({ kind: "network", reason: "dns" });
  });

  test("hangs up", async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    expect(await failureOf(`smtp://127.0.0.1:${port}`)).toMatchObject({ kind: "network", retryable: true });
  });
});
