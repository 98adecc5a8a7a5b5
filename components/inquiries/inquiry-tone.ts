import type { Tone } from "#components/ui/tone.ts";
import type { InquiryView } from "#lib/inquiries/inquiry-view.ts";

export const inquiryTone: Record<InquiryView["status"], Tone> = {
  OPEN: "info",
  OFFERED: "good",
  BOOKED: "good",
  DECLINED: "neutral",
  WITHDRAWN: "neutral",
  EXPIRED: "neutral",
};
