import { CircleAlert, CircleCheck, CircleMinus, Info, type LucideIcon, TriangleAlert } from "lucide-react";

/** What a thing means; its colour never stands without icon and word. */
export type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const toneIcon: Record<Tone, LucideIcon> = {
  neutral: CircleMinus,
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
};

export const toneText: Record<Tone, string> = {
  neutral: "text-ink-soft",
  info: "text-info",
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
};

export const toneGround: Record<Tone, string> = {
  neutral: "bg-sunk",
  info: "bg-info-ground",
  good: "bg-good-ground",
  warn: "bg-warn-ground",
  bad: "bg-bad-ground",
};
