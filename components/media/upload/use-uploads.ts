"use client";

import { useSyncExternalStore } from "react";
import { currentUploads, noUploads, subscribeUploads, type Uploads } from "./upload-store.ts";

export function useUploads(): Uploads {
  return useSyncExternalStore(subscribeUploads, currentUploads, noUploads);
}
