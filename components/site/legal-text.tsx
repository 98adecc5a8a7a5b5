/** A studio's plain text: an empty line begins a paragraph, other line ends stay. */
export function LegalText({ title, text }: { title: string; text: string }) {
  const paragraphs = text
    .replaceAll("\r\n", "\n")
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
  return (
    <article className="measure py-10">
      <h1 className="font-display text-4xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-8 space-y-4">
        {paragraphs.map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text is shown whole and never reordered
          <p key={index} className="whitespace-pre-line">
            {paragraph}
          </p>
        ))}
      </div>
    </article>
  );
}
