"use client";

import { EllipsisVertical, LogOut, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { PersonJson, RoomJson } from "#lib/messenger/room-json.ts";
import { PeopleField } from "./people-field.tsx";
import { readRoom } from "./read-messenger.ts";

/** What else can be done with a room of people: more people, or out of it. */
export function RoomMenu({
  room,
  onChanged,
  onLeft,
}: {
  room: RoomJson;
  onChanged: (room: RoomJson) => void;
  onLeft: () => void;
}) {
  const t = useTranslations("messenger");
  const toast = useToast();
  const button = useRef<HTMLButtonElement>(null);
  const [sheet, setSheet] = useState<"invite" | "leave" | null>(null);
  const [people, setPeople] = useState<PersonJson[]>([]);
  const { busy, problem, call, forget } = useApiCall();
  const path = `/api/v1/rooms/${encodeURIComponent(room.id)}`;

  function show(next: "invite" | "leave" | null) {
    setSheet(next);
    setPeople([]);
    forget();
  }

  async function invite() {
    const users = people.map(({ hub_user_id }) => hub_user_id);
    const invited = await call("POST", `${path}/invite`, { users });
    if (!invited.ok) return;
    show(null);
    const changed = readRoom(invited.answer);
    if (changed.id !== "") onChanged(changed);
    toast({ text: t("invite.done", { count: users.length }) });
  }

  async function leave() {
    const left = await call("POST", `${path}/leave`);
    if (!left.ok) return;
    show(null);
    toast({ text: t("leave.done", { name: room.name }) });
    onLeft();
  }

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button ref={button} variant="ghost" size="icon-sm" label={t("head.menu")}>
            <EllipsisVertical aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem icon={UserRoundPlus} onSelect={() => show("invite")}>
            {t("invite.title")}
          </MenuItem>
          <MenuItem icon={LogOut} tone="danger" onSelect={() => show("leave")}>
            {t("leave.title")}
          </MenuItem>
        </MenuContent>
      </Menu>
      <FormDialog
        title={t("invite.title")}
        description={t("invite.text", { name: room.name })}
        open={sheet === "invite"}
        onOpenChange={(open) => show(open ? "invite" : null)}
        problem={problem}
        submit={t("invite.submit")}
        busy={busy}
        blocked={people.length === 0}
        onSubmit={() => void invite()}
        returnTo={button}
      >
        <PeopleField label={t("invite.who")} autoFocus people={people} onChange={setPeople} />
      </FormDialog>
      <FormDialog
        title={t("leave.question", { name: room.name })}
        description={t("leave.text")}
        open={sheet === "leave"}
        onOpenChange={(open) => show(open ? "leave" : null)}
        problem={problem}
        submit={t("leave.submit")}
        leave={t("leave.stay")}
        tone="danger"
        busy={busy}
        onSubmit={() => void leave()}
        returnTo={button}
      />
    </>
  );
}
