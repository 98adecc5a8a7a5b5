"use client";

import { UserPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { ApiProblem } from "#components/console/api.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { CustomerCombobox } from "#components/customers/customer-combobox.tsx";
import type { CustomerChoice } from "#components/customers/read-customers.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { InputField } from "#components/ui/input-field.tsx";

export interface ClientDraft {
  /** Somebody the studio knows. */
  customer: CustomerChoice | null;
  name: string;
  email: string;
  phone: string;
  notify: boolean;
}

export const emptyClient: ClientDraft = { customer: null, name: "", email: "", phone: "", notify: true };

/** Who comes: found among the customers, or entered. */
export function NewClientFields({
  client,
  problem,
  onChange,
}: {
  client: ClientDraft;
  problem: ApiProblem | null;
  onChange: (client: ClientDraft) => void;
}) {
  const t = useTranslations("schedule.new");
  const common = useTranslations("common");
  const errorsOf = useFieldErrors();
  const id = useId();
  const [isNew, setIsNew] = useState(client.name !== "");
  const address = client.customer ? client.customer.email : client.email.trim();
  return (
    <div className="space-y-4">
      {client.customer ? (
        <div className="flex items-center justify-between gap-3 rounded-md border bg-sunk py-1.5 pr-1.5 pl-4">
          <p className="min-w-0 leading-snug">
            <span className="block truncate font-medium">{client.customer.name}</span>
            <span className="block truncate text-sm text-ink-soft">
              {[client.customer.email, client.customer.phone].filter(Boolean).join(" · ")}
            </span>
          </p>
          <Button
            variant="ghost"
            size="icon-sm"
            label={t("otherCustomer")}
            onClick={() => onChange({ ...client, customer: null })}
          >
            <X aria-hidden />
          </Button>
        </div>
      ) : isNew ? (
        <>
          <InputField
            id={`${id}-name`}
            label={t("name")}
            required
            autoFocus
            autoComplete="off"
            maxLength={120}
            error={errorsOf(problem?.errors.clientName)}
            value={client.name}
            onChange={(event) => onChange({ ...client, name: event.target.value })}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <InputField
              id={`${id}-email`}
              label={t("email")}
              optional={common("optional")}
              type="email"
              autoComplete="off"
              maxLength={254}
              error={errorsOf(problem?.errors.clientEmail)}
              value={client.email}
              onChange={(event) => onChange({ ...client, email: event.target.value })}
            />
            <InputField
              id={`${id}-phone`}
              label={t("phone")}
              optional={common("optional")}
              type="tel"
              autoComplete="off"
              maxLength={40}
              error={errorsOf(problem?.errors.clientPhone)}
              value={client.phone}
              onChange={(event) => onChange({ ...client, phone: event.target.value })}
            />
          </div>
          <Button size="sm" variant="ghost" onClick={() => setIsNew(false)}>
            {t("known")}
          </Button>
        </>
      ) : (
        <div className="space-y-2">
          <CustomerCombobox
            label={t("customer")}
            without=""
            suggestions={[]}
            onChoose={(customer) => onChange({ ...client, customer })}
          />
          <Button size="sm" onClick={() => setIsNew(true)}>
            <UserPlus aria-hidden />
            {t("somebodyNew")}
          </Button>
        </div>
      )}
      {address !== "" && (
        <Checkbox
          label={t("notify")}
          hint={t("notifyHint", { email: address })}
          checked={client.notify}
          onChange={(event) => onChange({ ...client, notify: event.target.checked })}
        />
      )}
    </div>
  );
}
