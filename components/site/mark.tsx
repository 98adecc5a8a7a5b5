/** Our mark: a doorway with the light on. Takes the size of its text. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="none">
      <path
        d="M5 21.25V10.5a7 7 0 0 1 14 0v10.75"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <path d="M9 21.25V11a3 3 0 0 1 6 0v10.25Z" fill="var(--accent)" />
      <path d="M2.75 21.25h18.5" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}
