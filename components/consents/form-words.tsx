/** The words of a form, as they are signed: empty lines part paragraphs, single ones break lines. */
export function FormWords({ body }: { body: string }) {
  const paragraphs = body.split(/\n{2,}/).map((text, index) => ({ key: `${index}`, text: text.trim() }));
  return (
    <div className="measure space-y-4 [overflow-wrap:anywhere]">
      {paragraphs.map(({ key, text }) => (
        <p key={key} className="whitespace-pre-line">
          {text}
        </p>
      ))}
    </div>
  );
}
