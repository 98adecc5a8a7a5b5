import { expect } from "@playwright/test";

/** The demo's mailbox, which takes everything Parlour writes. */

export interface Mail {
  id: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string | null; mimeType: string; method?: string; text: string | null }[];
}

export function mailboxUrl(path = ""): string {
  return `${process.env.PARLOUR_CLOUD_URL ?? ""}/_sandbox/mail${path}`;
}

/** The newest mail to a reader whose subject says this, once it is there. */
export async function mailTo(reader: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        const answer = await fetch(mailboxUrl(`.json?to=${encodeURIComponent(reader)}`));
        const { messages }: { messages: Mail[] } = await answer.json();
        found = messages.find((mail) => subject.test(mail.subject));
        return found !== undefined;
      },
      { message: `a mail to ${reader} about ${subject}`, timeout: 60_000 },
    )
    .toBe(true);
  if (!found) throw new Error("no mail");
  return found;
}
