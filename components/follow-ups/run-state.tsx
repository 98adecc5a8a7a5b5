import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { FollowUpRunView } from "#lib/follow-ups/follow-up-view.ts";

const TONES = { waiting: "neutral", done: "good", skipped: "neutral", given_up: "bad" } as const;

/** How a run stands, by icon and word. What somebody has given up by hand is nothing to worry about. */
export function RunState({ state, byHand }: { state: FollowUpRunView["state"]; byHand: boolean }) {
  const t = useTranslations("follow-ups.state");
  return (
    <StatusBadge tone={byHand ? "neutral" : TONES[state]} {...(state === "waiting" && { icon: Clock })}>
      {t(state)}
    </StatusBadge>
  );
}
