import type { MailDocument, MailFact } from "./mail-document.ts";

/** The mail for readers without HTML. It says the same, but for the long addresses that a page behind the link has too. */
export function mailText(mail: MailDocument): string {
  const blocks = [
    mail.greeting,
    ...mail.paragraphs,
    mail.facts.map(factText).join("\n"),
    mail.quote ? `${mail.quote.by} ${mail.quote.text}` : "",
    `${mail.button.label}: ${mail.button.url}`,
    mail.notes.join("\n"),
    mail.footer.join("\n"),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function factText({ label, lines, link }: MailFact): string {
  const all = [...lines, ...(link ? [`${link.label}: ${link.url}`] : [])];
  return all.length === 1
    ? `${label}: ${all[0] ?? ""}`
    : `${label}:\n${all.map((line) => `  ${line}`).join("\n")}`;
}
