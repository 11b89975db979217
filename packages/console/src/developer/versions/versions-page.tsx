import { AppPage } from '../app/app-page.tsx';

export function VersionsPage() {
  return <AppPage tab="versions">{() => null}</AppPage>;
}
