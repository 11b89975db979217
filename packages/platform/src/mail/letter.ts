import { html } from '../pages/html.ts';
import type { Locale } from '../pages/messages/messages.ts';
import type { LetterData, MailKind, TrackedLetter } from './mail.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';

/** The words of one kind of mail; `{name}` is filled in. `action` is the button that opens the value called `link`. */
export interface Words {
  readonly subject: string;
  readonly body: readonly [string, ...string[]];
  readonly action?: string;
  /** Below the button. */
  readonly after?: readonly string[];
  /** Of a mail that tells of many things: one line for each. */
  readonly list?: ListWords;
  /** The link that ends such mails: it opens the value called `stop`. */
  readonly stop?: string;
}

interface ListWords {
  readonly lines: Readonly<Record<TrackedLetter['lines'][number]['what'], string>>;
  /** What the root of a place is called. */
  readonly root: string;
  readonly more: string;
  /** In the last mail of a day. */
  readonly last: string;
}

export type MailCatalogue = Readonly<Record<MailKind, Words>> & { readonly footer: string };

/** Both languages; each is complete, or it does not compile. */
const mailCatalogues: Readonly<Record<Locale, MailCatalogue>> = { en, es };

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where its reader ends such mails (RFC 8058). */
  readonly stop?: string;
}

/** What a mail says, as text and as HTML: no image, no script, nothing from elsewhere. */
export function letterOf<Kind extends MailKind>(locale: Locale, kind: Kind, data: LetterData[Kind]): Letter {
  const values = data as unknown as Readonly<Record<string, string>>;
  const words: Words = mailCatalogues[locale][kind];
  const fill = (text: string) => filled(text, values);
  const subject = fill(words.subject);
  const body = words.body.map(fill);
  const list = words.list === undefined ? [] : linesOf(words.list, data as unknown as TrackedLetter);
  const isLast = words.list !== undefined && (data as unknown as TrackedLetter).last;
  const after = [...(isLast && words.list ? [words.list.last] : []), ...(words.after ?? [])].map(fill);
  const footer = mailCatalogues[locale].footer;
  const link = words.action === undefined ? undefined : values.link;
  const stop = words.stop === undefined ? undefined : { label: words.stop, link: values.stop ?? '' };
  const parts = [
    ...body,
    ...(list.length === 0 ? [] : [list.map((line) => `• ${line}`).join('\n')]),
    ...(link === undefined ? [] : [link]),
    ...after,
    ...(stop === undefined ? [] : [stop.link]),
    `-- \n${footer}`,
  ];
  return {
    subject,
    text: `${parts.join('\n\n')}\n`,
    html: pageOf({ locale, subject, body, list, action: words.action, link, after, stop, footer }),
    ...(stop === undefined ? {} : { stop: stop.link }),
  };
}

function linesOf(words: ListWords, { lines, more }: TrackedLetter): string[] {
  const told = lines.map(({ what, folder, ...values }) =>
    filled(words.lines[what], { ...values, folder: folder ?? words.root }),
  );
  return more === 0 ? told : [...told, filled(words.more, { more: String(more) })];
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => oneLine(values[name] ?? ''));
}

/** What people typed goes into one line of ours, whatever it was: a name cannot begin a paragraph, or a header. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

interface PageParts {
  readonly locale: Locale;
  readonly subject: string;
  readonly body: readonly string[];
  readonly list: readonly string[];
  readonly action: string | undefined;
  readonly link: string | undefined;
  readonly after: readonly string[];
  readonly stop: { readonly label: string; readonly link: string } | undefined;
  readonly footer: string;
}

/** Programs that read mail know no stylesheets from elsewhere, and few selectors: styles stand at their elements. */
function pageOf({ locale, subject, body, list, action, link, after, stop, footer }: PageParts): string {
  const paragraph = (text: string) => html`<p style="margin:0 0 16px">${text}</p>
`;
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1c1f24;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px">
<h1 style="margin:0 0 16px;font-size:20px">${subject}</h1>
${body.map(paragraph)}
${
  list.length > 0 &&
  html`<ul style="margin:0 0 16px;padding-left:20px">
${list.map(
  (line) => html`<li style="margin:0 0 8px">${line}</li>
`,
)}</ul>
`
}${
  link !== undefined &&
  html`<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:12px 20px;background:#1a4f8b;color:#ffffff;text-decoration:none;border-radius:6px">${action}</a></p>
<p style="margin:0 0 16px;font-size:13px;word-break:break-all">${link}</p>`
}
${after.map(paragraph)}
${
  stop !== undefined &&
  html`<p style="margin:0 0 16px"><a href="${stop.link}" style="color:#1a4f8b">${stop.label}</a></p>
`
}<p style="margin:24px 0 0;font-size:13px;color:#5b6470">${footer}</p>
</div>
</body>
</html>
`.toString();
}
