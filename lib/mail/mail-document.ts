import type { MailLocale } from "./mail-words.ts";

export interface MailLink {
  label: string;
  url: string;
}

/** One line of the table of facts; `lines` stand below each other. */
export interface MailFact {
  label: string;
  lines: string[];
  /** Each line stands for itself, as times to choose from do. */
  isList?: boolean;
  link?: MailLink;
}

/** What a mail says, before it is text or HTML. Everything here is plain text of people and addresses of links. */
export interface MailDocument {
  locale: MailLocale;
  subject: string;
  studio: string;
  /** The studio's own colour, `#rrggbb`; null for Parlour's. */
  accent: string | null;
  greeting: string;
  paragraphs: string[];
  /** What somebody wrote, as they wrote it. */
  quote?: { by: string; text: string };
  facts: MailFact[];
  /** The one thing to do next. */
  button: MailLink;
  /** Below the button, small. */
  notes: string[];
  links: MailLink[];
  /** Who writes and why, under everything. */
  footer: string[];
}

/** A mail ready to be sent. */
export interface Notice {
  subject: string;
  text: string;
  html?: string;
}
