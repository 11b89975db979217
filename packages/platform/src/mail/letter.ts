import { html } from '../pages/html.ts';
import type { Locale } from '../pages/messages/messages.ts';
import type { MailKind, MailKinds } from './mail.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';

/** The words of one kind of mail; `{name}` is filled in. `action` is the button that opens the value called `link`. */
export interface Words {
  readonly subject: string;
  readonly body: readonly [string, ...string[]];
  readonly action?: string;
  /** Below the button. */
  readonly after?: readonly string[];
}

export type MailCatalogue = Readonly<Record<MailKind, Words>> & { readonly footer: string };

/** Both languages; each is complete, or it does not compile. */
const mailCatalogues: Readonly<Record<Locale, MailCatalogue>> = { en, es };

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail says, as text and as HTML: no image, no script, nothing from elsewhere. */
export function letterOf<Kind extends MailKind>(locale: Locale, kind: Kind, data: MailKinds[Kind]): Letter {
  const values = data as Readonly<Record<string, string>>;
  const words = mailCatalogues[locale][kind];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => oneLine(values[name] ?? ''));
  const subject = fill(words.subject);
  const body = words.body.map(fill);
  const after = (words.after ?? []).map(fill);
  const footer = mailCatalogues[locale].footer;
  const link = words.action === undefined ? undefined : values.link;
  const text = [...body, ...(link === undefined ? [] : [link]), ...after, `-- \n${footer}`].join('\n\n');
  return {
    subject,
    text: `${text}\n`,
    html: pageOf(locale, subject, body, words.action, link, after, footer),
  };
}

/** What people typed goes into one line of ours, whatever it was: a name cannot begin a paragraph, or a header. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** Programs that read mail know no stylesheets from elsewhere, and few selectors: styles stand at their elements. */
function pageOf(
  locale: Locale,
  subject: string,
  body: readonly string[],
  action: string | undefined,
  link: string | undefined,
  after: readonly string[],
  footer: string,
): string {
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
  link !== undefined &&
  html`<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:12px 20px;background:#1a4f8b;color:#ffffff;text-decoration:none;border-radius:6px">${action}</a></p>
<p style="margin:0 0 16px;font-size:13px;word-break:break-all">${link}</p>`
}
${after.map(paragraph)}
<p style="margin:24px 0 0;font-size:13px;color:#5b6470">${footer}</p>
</div>
</body>
</html>
`.toString();
}
