import { useLocale } from '../i18n/use-locale.ts';
import classes from './bar-chart.module.css';
import type { Bar, Series } from './bar-chart.tsx';
import { stack } from './scale.ts';

const height = 160;

interface BarsProps {
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  readonly ceiling: number;
}

/** The drawing alone: hidden from those who hear the page, because the sums and the table say it in words. */
export function Bars({ series, bars, ceiling }: BarsProps) {
  const locale = useLocale();
  return (
    <div className={classes.plot}>
      <div className={classes.axis} aria-hidden="true">
        <span>{ceiling.toLocaleString(locale)}</span>
        <span>0</span>
      </div>
      <div className={classes.drawing}>
        <svg
          className={classes.bars}
          viewBox={`0 0 ${Math.max(1, bars.length)} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          {bars.map((bar, index) => (
            <g key={bar.label}>
              <title>{told(bar, series, locale)}</title>
              <rect className={classes.hover} x={index} y={0} width={1} height={height} />
              {stack(bar.values, ceiling).map((piece, which) => (
                <rect
                  key={series[which]?.label}
                  data-tone={series[which]?.tone}
                  x={index + 0.14}
                  width={0.72}
                  y={height * (1 - piece.from - piece.height)}
                  height={height * piece.height}
                />
              ))}
            </g>
          ))}
        </svg>
        <div className={classes.ends} aria-hidden="true">
          <span>{bars.at(0)?.label}</span>
          <span>{bars.length > 1 && bars.at(-1)?.label}</span>
        </div>
      </div>
    </div>
  );
}

function told({ label, values }: Bar, series: readonly Series[], locale: string): string {
  const parts = series.map((one, index) => `${one.label}: ${(values[index] ?? 0).toLocaleString(locale)}`);
  return [label, ...parts].join('\n');
}
