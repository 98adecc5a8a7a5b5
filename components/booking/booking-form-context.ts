"use client";

import { createContext } from "react";
import type { BookingOffer } from "./booking-offer.ts";
import type { BookingView } from "./booking-view.ts";

export interface BookingFormState {
  offer: BookingOffer;
  view: BookingView;
  /** The reader's, sent along. */
  timeZone: string;
  /** The zone chosen for the page, to come back to; null for the usual one. */
  chosenZone: string | null;
  /** Called when the time turned out to be taken: the slots want refreshing. */
  onTaken: () => void;
}

/** What the details need of the page around them. */
export const BookingFormContext = createContext<BookingFormState | null>(null);
