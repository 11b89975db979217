import { AppPage } from '../app/app-page.tsx';

export function ConfigurationPage() {
  return <AppPage tab="configuration">{() => null}</AppPage>;
}
