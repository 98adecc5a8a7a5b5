import { commands } from "./commands/table.ts";

const usage = `bin/parlour <command>

${commands.map((command) => `  ${command.usage.padEnd(58)} ${command.summary}`).join("\n")}
`;

// A reader that has seen enough (`| head`) ends the command quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const words = process.argv.slice(2);
const command = commands.find((one) => one.words.every((word, index) => words[index] === word));
if (!command) {
  const askedForHelp = words.length === 0 || words[0] === "help" || words[0] === "--help";
  (askedForHelp ? process.stdout : process.stderr).write(usage);
  process.exit(askedForHelp ? 0 : 2);
}
try {
  process.exitCode = await command.run(words.slice(command.words.length));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
