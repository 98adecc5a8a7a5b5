"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { InputField } from "#components/ui/input-field.tsx";
import type { PersonJson, RoomJson } from "#lib/messenger/room-json.ts";
import { roomPlace } from "./focus-room.ts";
import { PeopleField } from "./people-field.tsx";
import { readRoom } from "./read-messenger.ts";

/** Makes a room for some people. */
export function NewRoomDialog({ trigger, onMade }: { trigger: ReactNode; onMade: (room: RoomJson) => void }) {
  const t = useTranslations("messenger.newRoom");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [people, setPeople] = useState<PersonJson[]>([]);
  const [made, setMade] = useState(false);
  const { busy, problem, call, forget } = useApiCall();

  function onOpenChange(next: boolean) {
    setOpen(next);
    if (next) return setMade(false);
    setName("");
    setTopic("");
    setPeople([]);
    forget();
  }

  async function make() {
    const answer = await call("POST", "/api/v1/rooms", {
      name: name.trim(),
      ...(topic.trim() !== "" && { topic: topic.trim() }),
      invite_users: people.map(({ hub_user_id }) => hub_user_id),
    });
    if (!answer.ok) return;
    onOpenChange(false);
    setMade(true);
    onMade(readRoom(answer.answer));
  }

  return (
    <FormDialog
      trigger={trigger}
      title={t("title")}
      description={t("text")}
      open={open}
      onOpenChange={onOpenChange}
      problem={problem}
      shown={["name", "topic"]}
      submit={t("make")}
      busy={busy}
      blocked={name.trim() === ""}
      onSubmit={() => void make()}
      {...(made && { returnTo: roomPlace })}
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        error={fieldErrors(problem?.errors.name)}
        required
        autoFocus
        autoComplete="off"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <InputField
        id={`${id}-topic`}
        label={t("topic")}
        error={fieldErrors(problem?.errors.topic)}
        optional={common("optional")}
        autoComplete="off"
        maxLength={500}
        value={topic}
        onChange={(event) => setTopic(event.target.value)}
      />
      <PeopleField label={t("who")} optional={common("optional")} people={people} onChange={setPeople} />
    </FormDialog>
  );
}
