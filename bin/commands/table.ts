/** Every command of `bin/parlour`. Each is loaded only when it is called. */
export interface Command {
  words: string[];
  usage: string;
  summary: string;
  run(args: string[]): Promise<number>;
}

export const commands: Command[] = [
  {
    words: ["doctor"],
    usage: "doctor",
    summary: "check configuration, Nextcloud, each calendar, clock and disk",
    run: async () => (await import("./doctor.ts")).doctor(),
  },
  {
    words: ["migrate"],
    usage: "migrate",
    summary: "bring the database to the newest schema",
    run: async () => (await import("./migrate.ts")).migrate(),
  },
  {
    words: ["user", "add"],
    usage: "user add EMAIL --name NAME --role admin|artist|staff [--artist SLUG]",
    summary: "add somebody who signs in; the password is read from the input",
    run: async (args) => (await import("./user-add.ts")).userAdd(args),
  },
  {
    words: ["token", "add"],
    usage: "token add NAME --user EMAIL [--scopes SCOPE,SCOPE]",
    summary: "make an API token and print it once",
    run: async (args) => (await import("./token-add.ts")).tokenAdd(args),
  },
  {
    words: ["sync"],
    usage: "sync [--artist SLUG]",
    summary: "sync calendars now",
    run: async (args) => (await import("./sync.ts")).sync(args),
  },
  {
    words: ["calendars", "import"],
    usage: "calendars import FILE [--dry-run]",
    summary: "link calendars named in a CSV file",
    run: async (args) => (await import("./calendars-import.ts")).calendarsImport(args),
  },
  {
    words: ["webhooks", "install"],
    usage: "webhooks install [--url BASE]",
    summary: "let Nextcloud call Parlour when a calendar changes",
    run: async (args) => (await import("./webhooks.ts")).webhooksInstall(args),
  },
  {
    words: ["webhooks", "list"],
    usage: "webhooks list",
    summary: "show by which webhooks Nextcloud calls Parlour",
    run: async (args) => (await import("./webhooks.ts")).webhooksList(args),
  },
  {
    words: ["webhooks", "remove"],
    usage: "webhooks remove [--url BASE]",
    summary: "let Nextcloud call Parlour no more",
    run: async (args) => (await import("./webhooks.ts")).webhooksRemove(args),
  },
  {
    words: ["messenger", "register"],
    usage: "messenger register [FILE] [--server-name NAME] [--force]",
    summary: "write the registration that a Matrix homeserver is given",
    run: async (args) => (await import("./messenger.ts")).messengerRegister(args),
  },
  {
    words: ["messenger", "check"],
    usage: "messenger check",
    summary: "say whether Parlour and the homeserver reach each other",
    run: async () => (await import("./messenger.ts")).messengerCheck(),
  },
  {
    words: ["keys", "rotate"],
    usage: "keys rotate",
    summary: "encrypt every stored secret with today's key",
    run: async (args) => (await import("./keys-rotate.ts")).keysRotate(args),
  },
  {
    words: ["backup"],
    usage: "backup FILE",
    summary: "copy everything into one file, while Parlour runs",
    run: async (args) => (await import("./backup.ts")).backup(args),
  },
  {
    words: ["restore"],
    usage: "restore FILE [--force]",
    summary: "put a backup in the place of the database; stop Parlour first",
    run: async (args) => (await import("./restore.ts")).restore(args),
  },
  {
    words: ["export"],
    usage: "export DIR",
    summary: "write everything as JSON and calendar files, without secrets",
    run: async (args) => (await import("./export.ts")).exportCommand(args),
  },
  {
    words: ["busy"],
    usage: "busy FILE.ics --from ISO --to ISO --time-zone ZONE",
    summary: "print every occurrence of a calendar file",
    run: async (args) => {
      const { busy } = await import("./busy.ts");
      process.chdir(process.env.PARLOUR_CALLER_DIRECTORY ?? ".");
      return busy(args, {
        out: (line) => process.stdout.write(`${line}\n`),
        err: (line) => process.stderr.write(`${line}\n`),
      });
    },
  },
];
