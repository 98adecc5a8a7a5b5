"use client";

import { useEffect, useState } from "react";
import { readApi } from "#components/console/api.ts";
import { fields, list, text } from "#components/console/json-fields.ts";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";

export interface Place {
  id: string;
  name: string;
}

/**
 * The projects, mailboxes or channels a system has now, asked for once a form is opened; `again` asks once more, and
 * `more` says that not all are listed.
 */
export function usePlaces(
  connector: FollowUpView["connector"],
  configured: boolean,
): { places: Place[]; more: boolean; state: "loading" | "ready" | "failed" | "unset"; again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ attempt: number; places: Place[] | null; more: boolean } | null>(
    null,
  );
  useEffect(() => {
    if (!configured) return;
    let isWanted = true;
    const take = (places: Place[] | null, more = false) => isWanted && setAnswer({ attempt, places, more });
    readApi(`/api/admin/follow-ups/targets?connector=${connector}`)
      .then((read) => take(list(fields(read).targets).map(toPlace), fields(read).more === true))
      .catch(() => take(null));
    return () => {
      isWanted = false;
    };
  }, [connector, configured, attempt]);
  const current = answer?.attempt === attempt ? answer : null;
  return {
    places: current?.places ?? [],
    more: current?.more ?? false,
    state: !configured ? "unset" : current === null ? "loading" : current.places ? "ready" : "failed",
    again: () => setAttempt(attempt + 1),
  };
}

function toPlace(value: unknown): Place {
  const { id, name } = fields(value);
  return { id: text(id), name: text(name) };
}
