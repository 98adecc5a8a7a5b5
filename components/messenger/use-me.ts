"use client";

import { createContext, useContext } from "react";
import type { MeJson } from "#lib/messenger/room-json.ts";

/** Who somebody is in the messenger; outside of the page's provider nobody who may write. */
export const MeContext = createContext<MeJson>({
  hub_user_id: "",
  display_name: "",
  matrix_user_id: null,
  role: "viewer",
  external_client_enabled: false,
  tenant_id: "",
  seen_seq: 0,
});

export function useMe(): MeJson {
  return useContext(MeContext);
}
