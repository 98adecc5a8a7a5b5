/**
 * One button a language, as a form: works without JavaScript.
 * `action` stores the choice; it receives the field `locale`.
 */
export function SwitchLanguage({
  action,
  current,
  languages,
  label,
}: {
  action: (form: FormData) => void | Promise<void>;
  current: string;
  languages: readonly { locale: string; name: string }[];
  label: string;
}) {
  return (
    <form action={action} aria-label={label} className="inline-flex">
      {languages.map(({ locale, name }) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === current}
          className="h-11 rounded-sm px-3 text-sm text-ink-soft transition-colors hover:text-ink aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {name}
        </button>
      ))}
    </form>
  );
}
