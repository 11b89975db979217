import { useLocale } from '../i18n/use-locale.ts';
import tables from '../page/table.module.css';
import type { Bar, Series } from './bar-chart.tsx';

interface ChartTableProps {
  readonly title: string;
  readonly barsAre: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
}

/** The numbers of a chart. */
export function ChartTable({ title, barsAre, series, bars }: ChartTableProps) {
  const locale = useLocale();
  return (
    <table className={tables.table} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{barsAre}</th>
          {series.map(({ label }) => (
            <th key={label} scope="col" className={tables.number}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <th scope="row">{bar.label}</th>
            {series.map(({ label }, index) => (
              <td key={label} className={tables.number}>
                {(bar.values[index] ?? 0).toLocaleString(locale)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
