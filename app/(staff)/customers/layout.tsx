import type { AbstractIntlMessages } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { UploadDock } from "#components/media/upload/upload-dock.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";

/** The words of customers and their files, for these pages only; and the uploads that go on from one to the other. */
export default async function CustomersLayout({ children }: { children: ReactNode }) {
  const messages = await getMessages();
  const added: AbstractIntlMessages = {};
  for (const name of ["customers", "media"]) {
    const words = messages[name];
    if (words !== undefined) added[name] = words;
  }
  return (
    <AddedMessages messages={added}>
      {children}
      <UploadDock />
    </AddedMessages>
  );
}
