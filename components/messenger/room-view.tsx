"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { callApi } from "#components/console/api.ts";
import { usePaste } from "#components/media/upload/use-paste.ts";
import type { MessageJson, RoomJson } from "#lib/messenger/room-json.ts";
import { Composer } from "./composer.tsx";
import { DropVeil } from "./drop-veil.tsx";
import { focusRoom } from "./focus-room.ts";
import { newestSeq } from "./merge-messages.ts";
import { OutgoingRow } from "./outgoing-row.tsx";
import { readMessage } from "./read-messenger.ts";
import { RoomHead } from "./room-head.tsx";
import type { RoomHistory } from "./room-history.ts";
import { RoomMessages } from "./room-messages.tsx";
import { useAttachments } from "./use-attachments.ts";
import { useMe } from "./use-me.ts";
import { useOutgoing } from "./use-outgoing.ts";
import { useRoomDraft } from "./use-room-draft.ts";
import { useRoomHistory } from "./use-room-history.ts";

const NONE: readonly MessageJson[] = [];

/** A room: what was said, and the field to say more. */
export function RoomView({
  room,
  history,
  isLive,
  openedByHand,
  zone,
  nowMs,
  onBack,
  onRead,
  onChanged,
  onLeft,
}: {
  room: RoomJson;
  history: RoomHistory;
  isLive: boolean;
  /** Then the focus goes where one writes. */
  openedByHand: boolean;
  zone: string;
  nowMs: number;
  onBack: () => void;
  onRead: (roomId: string) => void;
  onChanged: (room: RoomJson) => void;
  onLeft: () => void;
}) {
  const t = useTranslations("messenger");
  const me = useMe();
  const canWrite = me.role !== "viewer";
  const section = useRef<HTMLElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const state = useRoomHistory(history, isLive);
  const messages = state.shown?.messages ?? NONE;
  const outgoing = useOutgoing(room.id, messages, history.catchUp);
  const attachments = useAttachments();
  const [words, setWords] = useRoomDraft(me.hub_user_id, room.id);
  usePaste((files) => canWrite && attachments.add(files));

  useEffect(() => {
    if (openedByHand) focusRoom();
  }, [openedByHand]);

  async function retry({ id, event_id }: MessageJson): Promise<void> {
    const { state: delivery } = readMessage(await callApi("POST", `/api/v1/messages/${id}/retry`));
    history.change({ event_id: event_id ?? "", state: delivery });
  }

  const send = (said: string, files: readonly File[]) =>
    outgoing.send(said, files, state.shown === null ? 0 : newestSeq(state.shown));

  return (
    <section ref={section} aria-label={room.name} className="relative flex min-h-0 flex-1 flex-col">
      <RoomHead room={room} canWrite={canWrite} onBack={onBack} onChanged={onChanged} onLeft={onLeft} />
      <RoomMessages
        room={room}
        history={history}
        state={state}
        canMark={canWrite}
        sentCount={outgoing.sentCount}
        zone={zone}
        nowMs={nowMs}
        onRead={onRead}
        onRetry={retry}
        outgoing={
          outgoing.waiting.length > 0 && (
            <ul aria-label={t("outgoing.label")}>
              {outgoing.waiting.map((item) => (
                <OutgoingRow
                  key={item.key}
                  item={item}
                  onRetry={() => outgoing.retry(item.key)}
                  onDrop={() => outgoing.drop(item.key)}
                />
              ))}
            </ul>
          )
        }
      />
      {canWrite ? (
        <>
          <Composer
            name={room.name}
            field={field}
            words={words}
            setWords={setWords}
            attachments={attachments}
            onSend={send}
            onLeave={onBack}
          />
          <DropVeil
            room={section}
            name={room.name}
            onFiles={(files) => {
              attachments.add(files);
              field.current?.focus();
            }}
          />
        </>
      ) : (
        <p className="border-t px-6 py-4 text-sm text-ink-soft">{t("viewer")}</p>
      )}
    </section>
  );
}
