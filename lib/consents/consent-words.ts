/** What the PDF says beside the studio's own words. The worker writes it, so no page's messages are at hand. */
const WORDS = {
  en: {
    signedBy: "Signed by",
    birthDate: "Date of birth",
    age: (years: number) => `${years} years old on the day of the appointment`,
    appointment: "Appointment",
    withArtist: (service: string, artist: string) => `${service} with ${artist}`,
    signedAt: "Signed",
    online: "electronically, by the personal link to the appointment",
    signature: "Signature",
    typed: "The name was typed.",
    reference: "Reference",
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
  de: {
    signedBy: "Unterschrieben von",
    birthDate: "Geburtsdatum",
    age: (years: number) => `${years} Jahre alt am Tag des Termins`,
    appointment: "Termin",
    withArtist: (service: string, artist: string) => `${service} bei ${artist}`,
    signedAt: "Unterschrieben",
    online: "elektronisch, über den persönlichen Link zum Termin",
    signature: "Unterschrift",
    typed: "Der Name wurde getippt.",
    reference: "Kennung",
    page: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  },
};

export type ConsentWords = (typeof WORDS)["en"];

export function consentWords(locale: string): ConsentWords {
  return locale === "de" ? WORDS.de : WORDS.en;
}

/** `Tuesday, 1 December 2026 at 14:00 (Europe/Vienna)`, in the language of who signed. */
export function momentWords(ms: number, timeZone: string, locale: string): string {
  const text = new Intl.DateTimeFormat(locale === "de" ? "de-AT" : "en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone,
  }).format(ms);
  return `${text} (${timeZone})`;
}

export function dayInWords(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === "de" ? "de-AT" : "en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(Date.parse(`${day}T00:00:00Z`));
}
