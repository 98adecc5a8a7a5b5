"use client";

import { Ellipsis, FileArchive, FolderSymlink, Merge, PencilLine, Trash2, UserLock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { BlockCustomerDialog } from "./block-customer-dialog.tsx";
import { ContactDialog } from "./contact-dialog.tsx";
import { customerApi } from "./customer-filter.ts";
import { DeleteCustomerDialog } from "./delete-customer-dialog.tsx";
import { FolderDialog } from "./folder-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";

/** What can be done with a customer: the contact as a button, the rest in a menu. */
export function CustomerActions({
  customer,
  nowMs,
  timeZone,
}: {
  customer: CustomerView;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("customers.actions");
  const more = useRef<HTMLButtonElement>(null);
  const rules = useTranslations("rules.customer");
  const [open, setOpen] = useState<"merge" | "folder" | "block" | "delete" | null>(null);
  const { id, name, allowed } = customer;
  const upcoming = customer.history.filter(
    ({ status, endMs }) => (status === "PENDING" || status === "CONFIRMED") && endMs > nowMs,
  );
  if (!allowed.edit) return null;
  return (
    <div className="flex gap-2">
      <ContactDialog customer={customer}>
        <Button size="sm">
          <PencilLine aria-hidden />
          {t("edit")}
        </Button>
      </ContactDialog>
      {(allowed.merge || allowed.export || allowed.delete) && (
        <Menu>
          <MenuTrigger asChild>
            <Button ref={more} size="icon-sm" label={t("more", { name })} title={t("moreShort")}>
              <Ellipsis aria-hidden />
            </Button>
          </MenuTrigger>
          <MenuContent>
            {allowed.merge && (
              <MenuItem icon={Merge} hint={t("mergeHint")} onSelect={() => setOpen("merge")}>
                {t("merge")}
              </MenuItem>
            )}
            {allowed.merge && (
              <MenuItem icon={FolderSymlink} hint={t("folderHint")} onSelect={() => setOpen("folder")}>
                {t("folder")}
              </MenuItem>
            )}
            {allowed.export && (
              <MenuItem icon={FileArchive} hint={t("exportHint")} href={customerApi(id, "/export")} download>
                {t("export")}
              </MenuItem>
            )}
            {allowed.block && customer.blockedAt === null && (
              <MenuItem icon={UserLock} hint={rules("blockHint")} onSelect={() => setOpen("block")}>
                {rules("block")}
              </MenuItem>
            )}
            {allowed.delete && (
              <MenuItem icon={Trash2} tone="danger" hint={t("deleteHint")} onSelect={() => setOpen("delete")}>
                {t("delete")}
              </MenuItem>
            )}
          </MenuContent>
        </Menu>
      )}
      {allowed.merge && (
        <MergeDialog
          customer={{ id, name }}
          suggestions={customer.possibleDuplicates}
          open={open === "merge"}
          onOpenChange={(next) => setOpen(next ? "merge" : null)}
          returnTo={more}
        />
      )}
      {allowed.merge && (
        <FolderDialog
          customer={customer}
          open={open === "folder"}
          onOpenChange={(next) => setOpen(next ? "folder" : null)}
          returnTo={more}
        />
      )}
      {allowed.block && (
        <BlockCustomerDialog
          customer={{ id, name }}
          open={open === "block"}
          onOpenChange={(next) => setOpen(next ? "block" : null)}
          returnTo={more}
        />
      )}
      {allowed.delete && (
        <DeleteCustomerDialog
          customer={{ id, name }}
          upcoming={upcoming}
          timeZone={timeZone}
          open={open === "delete"}
          onOpenChange={(next) => setOpen(next ? "delete" : null)}
          returnTo={more}
        />
      )}
    </div>
  );
}
