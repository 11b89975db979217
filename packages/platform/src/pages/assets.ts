import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Html } from './html.ts';

/** A file that pages link to, under a URL that changes with its content. */
export interface Asset {
  readonly path: string;
  readonly href: string;
  readonly version: string;
  readonly type: string;
  readonly content: Buffer;
}

export const stylesheets = [css('pages.css'), css('forms.css')];
export const passkeyScript = asset('passkeys.js', 'text/javascript; charset=utf-8');
export const logo = asset('logo.svg', 'image/svg+xml');
export const assets: readonly Asset[] = [...stylesheets, passkeyScript, logo];

/** The logo as part of a page, where the name beside it makes its own title a repetition. */
export const mark = new Html(
  logo.content
    .toString()
    .replace(/<title>[^<]*<\/title>/, '')
    .replace('<svg ', '<svg class="mark" aria-hidden="true" focusable="false" ')
    .trim(),
);

function css(name: string): Asset {
  return asset(name, 'text/css; charset=utf-8');
}

function asset(name: string, type: string): Asset {
  const content = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  const version = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  const path = `/assets/${name}`;
  return { path, href: `${path}?v=${version}`, version, type, content };
}
