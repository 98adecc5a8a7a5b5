import { stripMarkdown } from "#lib/core/strip-markdown.ts";

/**
 * A message in plain words: people, groups, channels and topics by their names, of a spoiler no more than its header,
 * and none of Markdown's marks. Every pattern is bounded, or ends with the text.
 * https://zulip.com/help/format-your-message-using-markdown
 */
export function plainMessage(content: string): string {
  return stripMarkdown(withoutOwnMarks(content)).trim();
}

/** What is left is the Markdown that others know too. */
function withoutOwnMarks(content: string): string {
  return (
    content
      .replace(SPOILER, (_block, _fence, header: string) => `${header} …`.trimStart())
      // Silent ones are shown without the sign; a number behind a name tells namesakes apart.
      .replace(/@(_?)\*\*([^*\n]{1,200}?)(?:\|\d{1,15})?\*\*/g, (_mark, silent: string, name: string) =>
        silent ? name : `@${name}`,
      )
      .replace(/@(_?)\*([^*\n]{1,200})\*/g, (_mark, silent: string, name: string) =>
        silent ? name : `@${name}`,
      )
      .replace(
        /#\*\*([^*\n]{1,300}?)(?:@\d{1,15})?\*\*/g,
        (_mark, place: string) => `#${place.replace(/>/, " > ").trimEnd()}`,
      )
      .replace(/\$\$([^$\n]{1,500})\$\$/g, "$1")
      .replace(/<time:([^<>\n]{1,60})>/g, "$1")
  );
}

const SPOILER = /^(`{3,}|~{3,})[ \t]*spoiler\b[ \t]*([^\n]*)\n[\s\S]*?(?:^\1[ \t]*$|$(?![\s\S]))/gm;
