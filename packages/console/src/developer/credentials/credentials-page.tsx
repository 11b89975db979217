import { AppPage } from '../app/app-page.tsx';

export function CredentialsPage() {
  return <AppPage tab="credentials">{() => null}</AppPage>;
}
