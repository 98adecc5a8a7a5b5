import path from "node:path";
import type { ConsentRow } from "#db/queries/consents.ts";
import { ageOn } from "./age-on.ts";
import { consentWords, dayInWords, momentWords } from "./consent-words.ts";
import { SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from "./signature-path.ts";

/** What was signed for; null where that appointment is gone. */
export interface SignedFor {
  startMs: number;
  timeZone: string;
  artist: string;
  service: string;
  /** `YYYY-MM-DD` where the artist is. */
  day: string;
}

const FONTS = path.join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "dejavu-fonts-ttf", "ttf");
const REGULAR = path.join(FONTS, "DejaVuSans.ttf");
const BOLD = path.join(FONTS, "DejaVuSans-Bold.ttf");
const MARGIN = 56;
/** Room for the page's number below the text. */
const FOOT = 72;
const INK = "#1d1b19";
const SOFT = "#5f5a54";

/**
 * A signed form as PDF (A4): the studio, the form's words as they were, who signed what and when, and how. The same
 * signature always gives the same bytes. DejaVu Sans has the letters of Latin, Greek and Cyrillic names.
 */
export async function consentPdf(
  consent: ConsentRow,
  about: { studio: string; signedFor: SignedFor | null },
): Promise<Buffer> {
  // Reads its data beside itself, so the bundler leaves it where it is.
  const { default: PdfDocument } = await import(/* turbopackIgnore: true */ "pdfkit");
  const words = consentWords(consent.locale);
  const signedAt = new Date(consent.signedAt);
  const document = new PdfDocument({
    size: "A4",
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: FOOT },
    bufferPages: true,
    font: REGULAR,
    lang: consent.locale,
    displayTitle: true,
    info: {
      Title: consent.title,
      Author: about.studio,
      Subject: consent.signedName,
      Creator: "Parlour",
      Producer: "Parlour",
      CreationDate: signedAt,
      ModDate: signedAt,
    },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.once("end", resolve);
    document.once("error", reject);
  });
  const width = document.page.width - 2 * MARGIN;

  document.font(REGULAR).fontSize(10).fillColor(SOFT).text(about.studio);
  document.moveDown(0.6).font(BOLD).fontSize(19).fillColor(INK).text(consent.title);
  document.moveDown(0.9).font(REGULAR).fontSize(10.5);
  for (const paragraph of consent.body.split(/\n{2,}/))
    document.text(paragraph.trim(), { lineGap: 3.2, paragraphGap: 8 });

  const facts: [term: string, text: string][] = [[words.signedBy, consent.signedName]];
  const { signedFor } = about;
  if (consent.birthDate !== null) {
    const age = signedFor ? ageOn(consent.birthDate, signedFor.day) : null;
    const day = dayInWords(consent.birthDate, consent.locale);
    facts.push([words.birthDate, age === null ? day : `${day} (${words.age(age)})`]);
  }
  if (signedFor)
    facts.push([
      words.appointment,
      `${words.withArtist(signedFor.service, signedFor.artist)}\n${momentWords(signedFor.startMs, signedFor.timeZone, consent.locale)}`,
    ]);
  facts.push([
    words.signedAt,
    `${momentWords(consent.signedAt, consent.timeZone, consent.locale)}\n${words.online}`,
  ]);
  facts.push([words.reference, consent.id]);

  document.moveDown(1.2);
  keepTogether(320);
  rule();
  for (const [term, text] of facts) fact(term, text);
  signature();
  numberPages();
  document.end();
  await ended;
  return Buffer.concat(chunks);

  function keepTogether(height: number): void {
    if (document.y + height > document.page.height - FOOT) document.addPage();
  }

  function rule(): void {
    const { y } = document;
    document
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + width, y)
      .lineWidth(0.6)
      .strokeColor("#c9c3ba")
      .stroke();
    document.moveDown(0.8);
  }

  function fact(term: string, text: string): void {
    const { y } = document;
    document.fontSize(9.5).fillColor(SOFT).text(term, MARGIN, y, { width: 120 });
    const below = document.y;
    document.fillColor(INK).text(text, MARGIN + 130, y, { width: width - 130, lineGap: 2 });
    document.y = Math.max(document.y, below) + 5;
    document.x = MARGIN;
  }

  function signature(): void {
    document.moveDown(0.6).fontSize(9.5).fillColor(SOFT).text(words.signature, MARGIN);
    const top = document.y + 4;
    if (consent.signaturePath === "") {
      document
        .font(REGULAR)
        .fontSize(18)
        .fillColor(INK)
        .text(consent.signedName, MARGIN, top + 14);
      document.fontSize(9).fillColor(SOFT).text(words.typed, { lineGap: 2 });
      return;
    }
    const scale = 300 / SIGNATURE_WIDTH;
    document
      .save()
      .translate(MARGIN, top)
      .scale(scale)
      .path(consent.signaturePath)
      .lineWidth(4)
      .lineCap("round")
      .lineJoin("round")
      .strokeColor(INK)
      .stroke()
      .restore();
    const bottom = top + SIGNATURE_HEIGHT * scale + 4;
    document
      .moveTo(MARGIN, bottom)
      .lineTo(MARGIN + 300, bottom)
      .lineWidth(0.6)
      .strokeColor("#c9c3ba")
      .stroke();
    document
      .fontSize(9.5)
      .fillColor(INK)
      .text(consent.signedName, MARGIN, bottom + 4);
  }

  function numberPages(): void {
    const { start, count } = document.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      document.switchToPage(page);
      // Below the margin, where text would otherwise begin another page.
      document.page.margins.bottom = 0;
      document
        .font(REGULAR)
        .fontSize(8.5)
        .fillColor(SOFT)
        .text(`${consent.title} · ${words.page(page + 1, count)}`, MARGIN, document.page.height - 46, {
          width,
          align: "center",
          lineBreak: false,
          ellipsis: true,
          height: 12,
        });
    }
  }
}
