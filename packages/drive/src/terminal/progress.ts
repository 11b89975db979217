import { bytes, widthOf } from './table.ts';
import { printable, type Terminal } from './terminal.ts';

export interface Progress {
  advance(count: number): void;
  end(): void;
}

/** A bar with rate and time left, drawn over itself; nothing at all where nobody watches. */
export function progress(
  { err, json, t }: Terminal,
  label: string,
  total: number,
  now: () => number,
): Progress {
  if (err.isTTY !== true || json) return { advance() {}, end() {} };
  const began = now();
  let done = 0;
  let drawnAt = began;
  return {
    advance(count) {
      done += count;
      if (now() - drawnAt < 100) return;
      drawnAt = now();
      err.write(`${startOfLine}${bar({ err, t }, label, done, total, drawnAt - began)}`);
    },
    end: () => err.write(startOfLine),
  };
}

/** Back to the first column of a line that is empty again. */
export const startOfLine = '\r\x1b[K';

/** One line: how much of it is done, how fast in the time that has passed, and how long it still takes. */
export function bar(
  { err, t }: Pick<Terminal, 'err' | 't'>,
  label: string,
  done: number,
  total: number,
  milliseconds: number,
): string {
  const rate = done / Math.max(0.001, milliseconds / 1000);
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const left = rate === 0 ? '' : t('left', { time: duration((total - done) / rate) });
  const facts = `${bytes(done)} / ${bytes(total)}  ${bytes(rate)}/s  ${left}`;
  const room = (err.columns ?? 80) - widthOf(label) - widthOf(facts) - 7;
  const width = Math.max(0, Math.min(30, room));
  const filled = Math.round(share * width);
  const drawn = width > 4 ? `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ` : '';
  return `${printable(label)} ${drawn}${facts}`;
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole} s`;
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
