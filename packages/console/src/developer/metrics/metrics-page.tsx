import { AppPage } from '../app/app-page.tsx';

export function MetricsPage() {
  return <AppPage tab="metrics">{() => null}</AppPage>;
}
