import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";
import { z } from "zod";

/** So many messages are kept; the oldest go first. */
const KEPT = 200;

const envelope = z.object({ at: z.number(), from: z.string(), to: z.array(z.string()) });
type Envelope = z.infer<typeof envelope>;

export interface StoredMail extends Envelope {
  id: string;
  parsed: Email;
}

export interface MailStore {
  add(raw: Buffer, envelope: Envelope): Promise<StoredMail>;
  /** The newest first. */
  list(): StoredMail[];
  find(id: string): StoredMail | undefined;
  raw(id: string): Buffer;
  clear(): void;
}

/** Everything the sandbox's mail server took, below `dataDir`/mail: the message as it came and its envelope beside it. */
export async function openMailStore(dataDir: string): Promise<MailStore> {
  const directory = join(dataDir, "mail");
  const file = (id: string, kind: "eml" | "json") => join(directory, `${id}.${kind}`);
  const mails: StoredMail[] = [];
  mkdirSync(directory, { recursive: true });
  const names = readdirSync(directory).filter((name) => name.endsWith(".json"));
  for (const name of names.toSorted()) {
    const id = name.slice(0, -".json".length);
    // What cannot be read is no reason to keep the rest from anybody.
    try {
      const parsed = await parse(readFileSync(file(id, "eml")));
      mails.push({ id, parsed, ...envelope.parse(JSON.parse(readFileSync(file(id, "json"), "utf8"))) });
    } catch {}
  }
  let last = Number(mails.at(-1)?.id ?? 0);

  const remove = ({ id }: StoredMail) => {
    rmSync(file(id, "eml"), { force: true });
    rmSync(file(id, "json"), { force: true });
  };
  return {
    add: async (raw, about) => {
      const parsed = await parse(raw);
      last += 1;
      const mail = { id: String(last).padStart(8, "0"), parsed, ...about };
      writeFileSync(file(mail.id, "eml"), raw);
      // The envelope makes it one of the list: never half of one, whenever the process ends.
      const unfinished = join(directory, `${mail.id}.part`);
      writeFileSync(unfinished, JSON.stringify(about));
      renameSync(unfinished, file(mail.id, "json"));
      mails.push(mail);
      for (const old of mails.splice(0, Math.max(0, mails.length - KEPT))) remove(old);
      return mail;
    },
    list: () => mails.toReversed(),
    find: (id) => mails.find((mail) => mail.id === id),
    raw: (id) => readFileSync(file(id, "eml")),
    clear: () => {
      for (const mail of mails.splice(0)) remove(mail);
    },
  };
}

function parse(raw: Buffer): Promise<Email> {
  return PostalMime.parse(raw, { attachmentEncoding: "arraybuffer" });
}
