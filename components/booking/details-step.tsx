"use client";

import { useContext } from "react";
import { PicturesField } from "#components/pictures/pictures-field.tsx";
import { BookingFormContext } from "./booking-form-context.ts";
import { DetailsForm } from "./details-form.tsx";

/**
 * The last step: who asks, for what, with which pictures. A room of its own, because nobody needs it before a time is
 * chosen: the server puts it into a page whose address names one, otherwise the browser fetches it meanwhile.
 */
export function DetailsStep() {
  const form = useContext(BookingFormContext);
  if (!form) return null;
  const { draft, service } = form.offer;
  const kept = (draft?.values.pictures ?? "").split(/\s+/).filter(Boolean);
  return (
    <DetailsForm
      {...form}
      pictures={
        service.asksPictures ? (
          <PicturesField initial={kept.map((token) => ({ token }))} errors={draft?.errors.pictures} />
        ) : null
      }
    />
  );
}
