"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { ProblemAlert } from "#components/console/problem-alert.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { PersonJson, RoomJson } from "#lib/messenger/room-json.ts";
import { focusRoom } from "./focus-room.ts";
import { PersonCombobox } from "./person-combobox.tsx";
import { readRoom } from "./read-messenger.ts";
import { useMe } from "./use-me.ts";

/** Chooses somebody and leads to the room with them, made where there is none. */
export function WriteToDialog({
  trigger,
  onFound,
}: {
  trigger: ReactNode;
  onFound: (room: RoomJson) => void;
}) {
  const t = useTranslations("messenger.writeTo");
  const common = useTranslations("common");
  const me = useMe();
  const [open, setOpen] = useState(false);
  const leadsOn = useRef(false);
  const { busy, problem, call, forget } = useApiCall();

  async function choose(person: PersonJson) {
    if (busy) return;
    const found = await call("POST", `/api/v1/rooms/dm/${encodeURIComponent(person.hub_user_id)}`);
    if (!found.ok) return;
    leadsOn.current = true;
    setOpen(false);
    onFound(readRoom(found.answer));
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) forget();
        leadsOn.current = false;
      }}
    >
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={t("title")}
        description={t("text")}
        closeLabel={common("close")}
        onCloseAutoFocus={(event) => {
          if (!leadsOn.current) return;
          event.preventDefault();
          focusRoom();
        }}
      >
        <ProblemAlert problem={problem} className="mb-4" />
        <PersonCombobox
          label={t("who")}
          without={[me.hub_user_id]}
          autoFocus
          onChoose={(person) => void choose(person)}
        />
      </DialogContent>
    </Dialog>
  );
}
