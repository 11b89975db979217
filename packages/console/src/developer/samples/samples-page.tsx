import { AppPage } from '../app/app-page.tsx';

export function SamplesPage() {
  return <AppPage tab="samples">{() => null}</AppPage>;
}
