import type { AppMetrics } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../chart/bar-chart.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { calendarDay } from '../../time/when.ts';

/** Calls by day: answered, refused, failed. */
export function CallsChart({ days }: { days: AppMetrics['by_day'] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <BarChart
      title={t('metrics.calls')}
      barsAre={t('metrics.day')}
      series={[
        { label: t('metrics.answered'), tone: 'good' },
        { label: t('metrics.refused'), tone: 'refused' },
        { label: t('metrics.failed'), tone: 'failed' },
      ]}
      bars={days.map(({ date, calls, refused, failed }) => ({
        label: calendarDay(locale, date),
        values: [Math.max(0, calls - refused - failed), refused, failed],
      }))}
    />
  );
}
