import { AppPage } from '../app/app-page.tsx';

export function RequestLogPage() {
  return <AppPage tab="request_log">{() => null}</AppPage>;
}
