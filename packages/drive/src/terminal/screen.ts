import { widthOf } from './table.ts';
import { printable, type Stream } from './terminal.ts';

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Lines that are drawn over those before. Each is cut at the edge: one that wraps would leave its end behind. */
export function screen(out: Stream): (lines: readonly string[]) => void {
  let before = 0;
  return (lines) => {
    const up = before === 0 ? '' : `\x1b[${before}A\r`;
    const cut = lines.map((line) => fitting(printable(line), (out.columns ?? 80) - 1));
    out.write(`${up}\x1b[J${cut.join('\n')}\n`);
    before = lines.length;
  };
}

function fitting(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  let text = '';
  let width = 0;
  for (const { segment } of segments.segment(line)) {
    width += widthOf(segment);
    if (width >= columns) break;
    text += segment;
  }
  return `${text}…`;
}
