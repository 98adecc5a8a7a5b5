"use client";

import { useEffect } from "react";
import { onSignedOut } from "./session-channel.ts";

/** Leaves when somebody signs out in another tab: what stands here is nobody's to see any more. */
export function LeaveWithSession() {
  useEffect(() => onSignedOut(() => window.location.assign("/sign-in")), []);
  return null;
}
