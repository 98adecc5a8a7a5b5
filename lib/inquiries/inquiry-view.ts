import type { InquiryWithNames } from "#db/queries/inquiries.ts";
import type { OpenOffer } from "#lib/offers/offer-view.ts";
import type { PictureView } from "#lib/pictures/list-pictures.ts";

/** An inquiry as the console shows it. Instants are epoch milliseconds. */
export type InquiryView = Omit<InquiryWithNames, "tokenHash" | "linkGeneration" | "locale">;

export interface ThreadLine {
  id: string;
  author: "customer" | "studio";
  authorName: string;
  text: string;
  createdAt: number;
}

export interface InquiryDetails {
  inquiry: InquiryView;
  pictures: PictureView[];
  messages: ThreadLine[];
  open: OpenOffer | null;
  history: {
    at: number;
    actorName: string;
    actorKind: string;
    action: string;
    detail: Record<string, unknown>;
  }[];
  /** The customer's own link, for whoever asks for it again. */
  customerUrl: string;
}

export function toInquiryView({
  tokenHash: _hash,
  linkGeneration: _generation,
  locale: _locale,
  ...row
}: InquiryWithNames): InquiryView {
  return row;
}
