import { AppPage } from '../app/app-page.tsx';

export function EventsPage() {
  return <AppPage tab="events">{() => null}</AppPage>;
}
