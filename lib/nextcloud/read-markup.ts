import { decodeReferences } from "./xml-references.ts";

/** An element with its namespace resolved; `text` is the text directly inside it, untrimmed. */
export interface XmlElement {
  namespace: string;
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
}

/** The text is not one whole, well-formed element. */
export class MarkupError extends Error {}

const MAX_DEPTH = 64;
const nameStart = "[\\p{L}_:]";
const nameRest = "[\\p{L}\\p{N}\\p{M}_:.\\-\u00b7]*";
const wholeName = new RegExp(`^${nameStart}${nameRest}$`, "u");
const attribute = new RegExp(`\\s+(${nameStart}${nameRest})\\s*=\\s*(?:"([^<"]*)"|'([^<']*)')`, "uy");
const tagName = /[^\s/<>=&"']+/y;
const tagEnd = /\s*(\/?)>/y;
/** Its declarations are read past, never followed. */
const documentType = /<!DOCTYPE[^<>[\]]*(?:\[[^\]]*\]\s*)?>/iy;
const nothing: Readonly<Record<string, string>> = Object.freeze({});

interface Name {
  prefix: string;
  local: string;
}

interface Open {
  tag: string;
  element: XmlElement;
  scope: ReadonlyMap<string, string>;
}

/**
 * Reads a document in one pass. Written here because a listing has 10 MB and tens of thousands of elements, most of
 * them long text: searching for the next `<` takes a third of the time of saxes, the fastest parser tried, which looks at every
 * character. It refuses what is cut off, not nested, doubled or followed by anything; characters XML does not
 * allow it lets through, since one odd byte in an event must not hide the calendar.
 * @throws MarkupError
 */
export function readMarkup(answer: string): XmlElement {
  return new MarkupReader(answer.includes("\r") ? answer.replace(/\r\n?/g, "\n") : answer).read();
}

class MarkupReader {
  private readonly text: string;
  private readonly names = new Map<string, Name>();
  private readonly open: Open[] = [];
  private root: XmlElement | null = null;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): XmlElement {
    const { text } = this;
    while (this.at < text.length) {
      const next = text.indexOf("<", this.at);
      this.addText(next < 0 ? text.slice(this.at) : text.slice(this.at, next), true);
      if (next < 0) break;
      this.at = next;
      this.readMark(text[next + 1] ?? "");
    }
    if (!this.root || this.open.length > 0)
      throw new MarkupError("The document ends before its elements do.");
    return this.root;
  }

  private readMark(second: string): void {
    const { text, at } = this;
    if (second === "/") this.readEnd();
    else if (second === "?") this.readInstruction();
    else if (second !== "!") this.readStart();
    else if (text.startsWith("<!--", at)) this.at = this.past("-->", at + 4);
    else if (text.startsWith("<![CDATA[", at)) {
      this.at = this.past("]]>", at + 9);
      this.addText(text.slice(at + 9, this.at - 3), false);
    } else {
      documentType.lastIndex = at;
      const declared = this.root ? null : documentType.exec(text);
      if (!declared) throw new MarkupError("A declaration stands where none may.");
      this.at = documentType.lastIndex;
    }
  }

  private addText(raw: string, encoded: boolean): void {
    if (raw === "") return;
    const element = this.open.at(-1)?.element;
    if (!element) {
      if (!encoded || raw.trim() !== "") throw new MarkupError("Text stands outside of the root.");
      return;
    }
    const text = encoded ? decodeReferences(raw) : raw;
    if (text === null) throw new MarkupError("A & begins no reference.");
    element.text += text;
  }

  private readInstruction(): void {
    if (this.at > 0 && /^<\?xml\s/i.test(this.text.slice(this.at, this.at + 6)))
      throw new MarkupError("A second document begins.");
    this.at = this.past("?>", this.at + 2);
  }

  private readEnd(): void {
    const { text, at } = this;
    const closed = this.open.pop();
    if (!closed) throw new MarkupError("An end tag closes nothing.");
    const { length } = closed.tag;
    if (text.startsWith(closed.tag, at + 2) && text[at + 2 + length] === ">") {
      this.at = at + length + 3;
      return;
    }
    const end = this.past(">", at + 2);
    if (text.slice(at + 2, end - 1).trimEnd() !== closed.tag)
      throw new MarkupError("An end tag closes another element than the last one opened.");
    this.at = end;
  }

  private readStart(): void {
    const { text } = this;
    // Nearly every tag is one that came before, without attributes.
    const whole = text.slice(this.at + 1, text.indexOf(">", this.at));
    const known = this.names.get(whole);
    if (known) {
      this.at += whole.length + 2;
      this.add(whole, known, nothing, true);
      return;
    }
    tagName.lastIndex = this.at + 1;
    const tag = tagName.exec(text)?.[0] ?? "";
    const name = this.nameOf(tag);
    this.at += 1 + tag.length;
    const attributes = this.readAttributes();
    tagEnd.lastIndex = this.at;
    const end = tagEnd.exec(text);
    if (!end) throw new MarkupError("A tag does not end.");
    this.at = tagEnd.lastIndex;
    this.add(tag, name, attributes, end[1] === "");
  }

  private add(tag: string, name: Name, attributes: XmlElement["attributes"], hasContent: boolean): void {
    const parent = this.open.at(-1);
    if (!parent && this.root) throw new MarkupError("A second root begins.");
    if (this.open.length >= MAX_DEPTH) throw new MarkupError("The document is nested too deeply.");
    const scope = innerScope(parent?.scope ?? noNamespaces, attributes);
    const namespace = scope.get(name.prefix) ?? "";
    const element = { namespace, name: name.local, attributes, children: [], text: "" };
    if (parent) parent.element.children.push(element);
    else this.root = element;
    if (hasContent) this.open.push({ tag, element, scope });
  }

  private readAttributes(): Readonly<Record<string, string>> {
    const found = new Map<string, string>();
    for (;;) {
      attribute.lastIndex = this.at;
      const read = attribute.exec(this.text);
      if (!read) break;
      const [, name = "", double, single] = read;
      const value = decodeReferences(double ?? single ?? "");
      if (value === null || found.has(name)) throw new MarkupError("An attribute cannot be read.");
      found.set(name, value);
      this.at = attribute.lastIndex;
    }
    return found.size === 0 ? nothing : Object.fromEntries(found);
  }

  private nameOf(tag: string): Name {
    const known = this.names.get(tag);
    if (known) return known;
    // The one name that is no ordinary key of an object.
    if (!wholeName.test(tag) || tag === "__proto__") throw new MarkupError("A tag has no name.");
    const colon = tag.indexOf(":");
    const name = { prefix: colon < 0 ? "" : tag.slice(0, colon), local: tag.slice(colon + 1) };
    this.names.set(tag, name);
    return name;
  }

  private past(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    if (found < 0) throw new MarkupError(`There is no ${mark}`);
    return found + mark.length;
  }
}

const noNamespaces: ReadonlyMap<string, string> = new Map([["", ""]]);

/** Most elements declare nothing and share their parent's scope: a listing holds tens of thousands of them. */
function innerScope(
  outer: ReadonlyMap<string, string>,
  attributes: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  if (attributes === nothing) return outer;
  const declared = Object.entries(attributes).filter(
    ([name]) => name === "xmlns" || name.startsWith("xmlns:"),
  );
  if (declared.length === 0) return outer;
  return new Map([
    ...outer,
    ...declared.map(([name, uri]): [string, string] => [name.slice("xmlns:".length), uri]),
  ]);
}
