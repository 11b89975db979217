import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/use-locale.ts';
import classes from './bar-chart.module.css';
import { Bars } from './bars.tsx';
import { ChartTable } from './chart-table.tsx';
import { ceilingOf } from './scale.ts';

export interface Series {
  readonly label: string;
  readonly tone: 'good' | 'refused' | 'failed';
}

export interface Bar {
  /** A day, a project: what the bar stands for. */
  readonly label: string;
  /** One number for each series, in their order. */
  readonly values: readonly number[];
}

interface BarChartProps {
  readonly title: string;
  /** What the bars stand for: the heading of the table's first column. */
  readonly barsAre: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
}

/** Stacked bars, the sums in words beside them, and the same numbers as a table for whoever does not see bars. */
export function BarChart({ title, barsAre, series, bars }: BarChartProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const ceiling = ceilingOf(bars.map(({ values }) => sum(values)));
  const totals = series.map(({ label, tone }, index) => ({
    label,
    tone,
    total: sum(bars.map(({ values }) => values[index] ?? 0)),
  }));
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title}</span>
        <ul className={classes.legend}>
          {totals.map(({ label, tone, total }) => (
            <li key={label}>
              <span className={classes.swatch} data-tone={tone} aria-hidden="true" />
              {label} <strong>{total.toLocaleString(locale)}</strong>
            </li>
          ))}
        </ul>
      </figcaption>
      <Bars series={series} bars={bars} ceiling={ceiling} />
      <details className={classes.table}>
        <summary>{t('chart.table')}</summary>
        <ChartTable title={title} barsAre={barsAre} series={series} bars={bars} />
      </details>
    </figure>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
